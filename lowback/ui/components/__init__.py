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
EXPORT = re.compile(r"^export (?!default)", re.MULTILINE)


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
    """Several ES modules as one: an inline script has no address that an import could be relative to."""
    return "\n".join(EXPORT.sub("", IMPORT.sub("", module)) for module in modules)
