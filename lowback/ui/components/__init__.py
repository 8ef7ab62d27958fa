"""Our own browser components: a page and its styles, passed as text, and a module that the browser fetches."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from string import Template
from typing import TYPE_CHECKING

import streamlit as st

from lowback.web.modules import address

if TYPE_CHECKING:
    from streamlit.components.v2.types import ComponentRenderer

COMMENT = re.compile(r"//.*|/\*.*\*/")
INLINE = Template((Path(__file__).parent / "inline.js").read_text("utf-8"))


def register(folder: Path, styles: Sequence[str] = ()) -> ComponentRenderer:
    """A component named after its folder, from <name>.html, <name>.js and the styles in order.

    Without `styles` it is <name>.css.
    """
    name = folder.name
    return st.components.v2.component(
        f"lowback.{name}",
        html=sent((folder / f"{name}.html").read_text("utf-8")),
        css="\n".join(sent((folder / style).read_text("utf-8")) for style in styles or [f"{name}.css"]),
        js=sent(INLINE.substitute(address=address("mount.js"), module=f"{name}/{name}.js")),
    )


def sent(text: str) -> str:
    """The text without comments and indents, which are for its authors: all of it goes out with every answer."""
    lines = (line.strip() for line in text.splitlines())
    return "\n".join(line for line in lines if line and not COMMENT.fullmatch(line))
