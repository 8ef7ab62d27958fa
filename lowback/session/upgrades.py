"""How a script of each older version becomes one of the next: plain values in, plain values out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from lowback.language.languages import ENGLISH
from lowback.language.speech import say, speaking
from lowback.session import sentences
from lowback.session.spoken import staged

Json = dict[str, Any]


def from_0(old: Json) -> Json:
    """The first scripts had no version and no words: the browser put its sentences together itself."""
    items = [_item(item) for item in old["items"]]
    return {
        "version": 1,
        "language": "en",
        "title": old.get("title") or say("Session"),
        "minutes": max(1, int(old.get("minutes") or 1)),
        "items": items,
        "ends": sentences.ends(),
        "voice_on": sentences.said(say(sentences.VOICE_ON)),
    }


def from_1(old: Json) -> Json:
    """Pain was one question with one easier way; its kinds, and what each leads to, came later."""
    items = [item | {"easier": [item["easier"]] if item.get("easier") else []} for item in old["items"]]
    ends = {"danger": sentences.ends()["danger"]} | old["ends"]
    return old | {"version": 2, "items": items, "ends": ends, "sharp": sentences.sharp(), "pain_stops": 2}


def from_2(old: Json) -> Json:
    """Then the film kept a time of its own, and so it does where no cycle is given."""
    return old | {"version": 3}


def from_3(old: Json) -> Json:
    """Then the position was named before each exercise, and the time to get there was fixed when the plan was made."""
    return old | {"version": 4, "asides": sentences.asides()}


def _item(old: Json) -> Json:
    easier = old.get("easier")
    return _move(old) | {"easier": _easier(easier) if easier else None}


def _easier(old: Json) -> Json:
    item = _move(old["item"])
    note = sentences.change(old["label"], old["why"], item["title"], item["position"])
    return {"label": old["label"], "why": old["why"], "note": note, "item": item}


def _move(old: Json) -> Json:
    kept = {name: old[name] for name in ("exercise", "title", "position", "cues", "breath", "alt")}
    kept |= {name: old.get(name) for name in ("clip", "poster", "shows_side", "captions", "second")}
    kept |= {name: old.get(name) or [] for name in ("how", "props")}
    return kept | {
        "stages": staged([_stage(stage) for stage in old["stages"]], kept["breath"], kept["props"], kept["props"])
    }


def _stage(old: Json) -> Json:
    return old | {"set_label": sentences.set_label(old["set"], old["sets"])} if old["kind"] == "work" else old


UPGRADES: Mapping[int, Callable[[Json], Json]] = {0: from_0, 1: from_1, 2: from_2, 3: from_3}
"""By the version that each takes."""


def upgraded(old: Json, version: int) -> Json:
    """A script of any version as one of this version.

    Raises:
        KeyError: there is no way there, or a part is missing.
    """
    if old.get("version", 0) == version:
        return old
    # What is added speaks as the rest does, whoever reads it now.
    with speaking(old.get("language", ENGLISH.tag)):
        while (known := old.get("version", 0)) != version:
            old = UPGRADES[known](old)
    return old
