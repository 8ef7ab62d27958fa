"""The numbers that charts, sentences and re-screening go by, read from content/parameters.yaml."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from pydantic import Field

from lowback.library import content_root
from lowback.parse import read_or_stop
from lowback.schema import Content, Sources, Text


class Quantity(Content):
    """One number, what it decides, and where it comes from."""

    value: int = Field(gt=0)
    meaning: Text
    sources: Sources


class Parameters(Content):
    """Every number of content/parameters.yaml; what each decides is said there."""

    mic_points: Quantity
    mic_percent: Quantity
    consecutive: Quantity
    wobble_points: Quantity
    median_of: Quantity
    sessions_compared: Quantity
    fortnight_days: Quantity
    sessions_per_routine: Quantity
    rescreen_days: Quantity
    rescreen_gap_days: Quantity
    check_minutes: Quantity
    very_sore: Quantity
    flare_rise: Quantity


def read_parameters(path: Path) -> Parameters:
    """The numbers of this file.

    Raises:
        ContentError: the file is missing or a number in it is wrong.
    """
    return read_or_stop(path, Parameters)


@lru_cache(maxsize=1)
def parameters() -> Parameters:
    """The numbers this app ships with, read once."""
    return read_parameters(content_root() / "parameters.yaml")
