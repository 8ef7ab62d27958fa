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


def register(folder: Path, scripts: Sequence[str]) -> ComponentRenderer:
    """A component named after its folder, from <name>.html, <name>.css and the scripts in order."""
    name = folder.name
    return st.components.v2.component(
        f"lowback.{name}",
        html=(folder / f"{name}.html").read_text("utf-8"),
        css=(folder / f"{name}.css").read_text("utf-8"),
        js=joined([(folder / script).read_text("utf-8") for script in scripts]),
    )


def joined(modules: Sequence[str]) -> str:
    """Several ES modules as one: an inline script has no address that an import could be relative to."""
    return "\n".join(EXPORT.sub("", IMPORT.sub("", module)) for module in modules)
