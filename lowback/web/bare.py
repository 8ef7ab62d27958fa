"""What goes out again and again, without what is in it for its authors."""

from __future__ import annotations

import re
from pathlib import Path

COMMENT = re.compile(r"//.*|/\*.*\*/")


def bare(text: str) -> str:
    """The text of a page, a style sheet or a script without indents and without the lines that are a comment."""
    lines = (line.strip() for line in text.splitlines())
    return "\n".join(line for line in lines if line and not COMMENT.fullmatch(line))


def read_bare(path: Path) -> str:
    """The same of a file."""
    return bare(path.read_text("utf-8"))
