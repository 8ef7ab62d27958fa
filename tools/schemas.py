"""`python -m tools.schemas`: write what crosses to the browser as JSON schemas beside the components that read it."""

from __future__ import annotations

import json
from pathlib import Path

from pydantic import BaseModel

from lowback.session.script import Script
from lowback.ui.components import ask, player
from lowback.ui.components.ask import Asked


def schemas() -> dict[Path, type[BaseModel]]:
    """Each file and what it describes."""
    return {
        Path(ask.__file__).with_name("ask.schema.json"): Asked,
        Path(player.__file__).with_name("script.schema.json"): Script,
    }


def as_text(model: type[BaseModel]) -> str:
    """A schema as it stands in its file."""
    return json.dumps(model.model_json_schema(), indent=2) + "\n"


if __name__ == "__main__":
    for path, model in schemas().items():
        path.write_text(as_text(model), "utf-8")
