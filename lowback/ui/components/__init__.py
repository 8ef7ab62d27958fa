"""Our own browser components: plain HTML, CSS and JavaScript files, read once and passed as text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import streamlit as st

if TYPE_CHECKING:
    from streamlit.components.v2.types import ComponentRenderer

IMPORT = re.compile(r"^import [^;]*;\n", re.MULTILINE)
EXPORT = re.compile(r"^export (?=(?:class|const|function) (\w+))", re.MULTILINE)


def register(folder: Path, scripts: Sequence[str], styles: Sequence[str] = ()) -> ComponentRenderer:
    """A component named after its folder, from <name>.html, the styles and the scripts in order.

    Without `styles` it is <name>.css.
    """
    name = folder.name
    return st.components.v2.component(
        f"lowback.{name}",
        html=(folder / f"{name}.html").read_text("utf-8"),
        css="\n".join(texts(folder, styles or [f"{name}.css"])),
        js=joined(texts(folder, scripts)),
    )


def texts(folder: Path, names: Sequence[str]) -> list[str]:
    """The contents of files in a folder."""
    return [(folder / name).read_text("utf-8") for name in names]


def joined(modules: Sequence[str]) -> str:
    """Several ES modules as one, each keeping its private names; only the last has a default export.

    An inline script has no address, so its imports could not be relative to anything.
    """
    *parts, main = (IMPORT.sub("", module) for module in modules)
    return "\n".join([*map(_closed, parts), main])


def _closed(module: str) -> str:
    names = ", ".join(EXPORT.findall(module))
    body = EXPORT.sub("", module)
    return f"const {{ {names} }} = (() => {{\n{body}\nreturn {{ {names} }};\n}})();"
