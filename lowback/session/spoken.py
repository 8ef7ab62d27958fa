"""Stages with their words: what is said when each begins, and what while it lasts."""

from __future__ import annotations

from typing import Any

from lowback.session import sentences

Json = dict[str, Any]


def staged(stages: list[Json], breath: str, props: list[str]) -> list[Json]:
    """Stages with their words. A stage before some work is told which side that is on."""
    first = next((stage for stage in stages if stage["kind"] == "work"), None)
    made, side = [], None
    for stage in reversed(stages):
        side = stage.get("side") if stage["kind"] == "work" else side
        made.append(_stage(stage, side, sentences.saying(breath) if stage is first else [], props))
    return made[::-1]


def _stage(stage: Json, side: str | None, breath: sentences.Saying, props: list[str]) -> Json:
    kind, seconds = stage["kind"], stage["seconds"]
    shared = {"kind": kind, "seconds": seconds, "side": side, "side_label": sentences.side_label(side)}
    label = stage.get("say") if kind == "switch" else None
    shared |= {"label": label or sentences.LABELS[kind], "hint": ""}
    if kind == "work":
        return shared | _work(stage, side, breath)
    says = {
        "ready": lambda: sentences.ready(stage["say"], props),
        "switch": lambda: sentences.switch(shared["label"]),
        "rest": lambda: sentences.rest(seconds),
    }[kind]()
    hints = {"ready": " ".join(said["words"] for said in says), "switch": sentences.TAKE_YOUR_TIME, "rest": ""}
    return shared | {"hint": hints[kind], "says": [*says, *sentences.on(side)]}


def _work(stage: Json, side: str | None, breath: sentences.Saying) -> Json:
    reps, each, seconds = stage["reps"], stage["seconds_per_rep"], stage["seconds"]
    counts = stage["count"] == "reps"
    set_words = sentences.set_label(stage["set"], stage["sets"])
    how_much = sentences.times(reps, each) if counts else sentences.lasting(seconds)
    return {
        "count": stage["count"],
        "reps": reps,
        "seconds_per_rep": each,
        "set_label": set_words,
        "says": sentences.work(set_words, side, how_much, breath),
        "during": sentences.counted(reps, each) if counts else sentences.half_way(seconds),
    }
