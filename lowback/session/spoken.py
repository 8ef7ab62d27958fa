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
        tells = stage is first or (stage["kind"] == "ready" and first is not None and _along(first))
        made.append(_stage(stage, side, sentences.saying(breath) if tells else [], props))
    return made[::-1]


def _along(work: Json) -> bool:
    """Whether a person breathes along: they hear how before they start, and again with the second repetition.

    The first has no room for it, and what is held or done once says it as it starts.
    """
    return work["count"] == "reps" and work["reps"] > 1 and _held(work) < sentences.LONG_HOLD


def _held(work: Json) -> float:
    """Seconds of the longest hold in a repetition."""
    return max((beat["seconds"] for beat in work.get("cycle", []) if beat["kind"] == "hold"), default=0)


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
    return shared | {"hint": hints[kind], "says": [*says, *sentences.on(side), *breath]}


def _work(stage: Json, side: str | None, breath: sentences.Saying) -> Json:
    reps, each, cycle = stage["reps"], stage["seconds_per_rep"], stage.get("cycle", [])
    held, counts, along = _held(stage), stage["count"] == "reps", _along(stage)
    how_much = sentences.times(reps, held) if counts else sentences.lasting(held or stage["seconds"])
    said = sentences.counted(reps, each) if counts else sentences.half_way(stage["seconds"])
    if along:
        said[0]["says"] += breath
    return {
        "count": stage["count"],
        "reps": reps,
        "seconds_per_rep": each,
        "cycle": cycle,
        "set_label": stage["set_label"],
        "says": sentences.work(stage["set_label"], side, how_much, [] if along else breath),
        "during": sorted([*said, *sentences.held(reps, each, cycle)], key=lambda timed: timed["at"]),
    }
