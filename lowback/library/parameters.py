"""The numbers that charts, sentences and re-screening go by, as content/parameters.yaml has them."""

from __future__ import annotations

from pydantic import Field

from lowback.language.texts import Text
from lowback.library.schema import Content, Sources


class Quantity(Content):
    """One number, what it decides, and where it comes from."""

    value: int = Field(gt=0, le=100)
    meaning: Text
    sources: Sources


class Points(Quantity):
    """A number of points on the 0 to 10 scale."""

    value: int = Field(gt=0, le=10)


class Days(Quantity):
    """A number of days, at most a year."""

    value: int = Field(gt=0, le=366)


class Minutes(Quantity):
    """A number of minutes, at most a day."""

    value: int = Field(gt=0, le=1440)


class Hours(Quantity):
    """A number of hours, at most a day."""

    value: int = Field(gt=0, le=24)


class Parameters(Content):
    """Every number of content/parameters.yaml; what each decides is said there."""

    mic_points: Points
    mic_percent: Quantity
    consecutive: Quantity
    wobble_points: Points
    median_of: Quantity
    sessions_compared: Quantity
    fortnight_days: Days
    sessions_per_routine: Quantity
    rescreen_days: Days
    rescreen_gap_days: Days
    check_minutes: Minutes
    check_stands_minutes: Minutes
    very_sore: Points
    flare_rise: Points
    hurt_twice: Quantity
    hard_for_less: Quantity
    hard_for_half: Quantity
    easy_for_usual: Quantity
    felt_days: Days
    rest_hours: Hours
    night_hours: Hours
