"""Our own browser components: a page and its styles, passed as text, and a module that the browser fetches."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from string import Template
from typing import TYPE_CHECKING

import streamlit as st

from lowback.web.bare import read_bare
from lowback.web.modules import address

if TYPE_CHECKING:
    from streamlit.components.v2.types import ComponentRenderer

INLINE = Template(read_bare(Path(__file__).parent / "inline.js"))


def register(folder: Path, styles: Sequence[str] = ()) -> ComponentRenderer:
    """A component named after its folder, from <name>.html, <name>.js and the styles in order.

    Without `styles` it is <name>.css.
    """
    name = folder.name
    return st.components.v2.component(
        f"lowback.{name}",
        html=read_bare(folder / f"{name}.html"),
        css="\n".join(read_bare(folder / style) for style in styles or [f"{name}.css"]),
        js=INLINE.substitute(address=address("mount.js"), module=f"{name}/{name}.js"),
    )
