"""Stages with their words: what is said when each begins, and what while it lasts."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from lowback.language.speech import say
from lowback.session import sentences

Json = dict[str, Any]


def staged(
    stages: list[Json],
    breath: str,
    props: list[str],
    fetch: Iterable[str] = (),
    cues: Iterable[str] = (),
    limb: str | None = None,
) -> list[Json]:
    """Stages with their words. A stage before some work is told which side that is on, and how: one cue a stage.

    Of the things that are needed, only what is still to `fetch` is said. `limb` is what is left or right.
    """
    first = next((stage for stage in stages if stage["kind"] == "work"), None)
    made, side = [], None
    gaps = [stage for stage in stages if stage["kind"] != "work"]
    cued = {id(gap): sentences.saying(cue) for gap, cue in zip(gaps, cues, strict=False)}
    for stage in reversed(stages):
        side = stage.get("side") if stage["kind"] == "work" else side
        tells = stage is first or (stage["kind"] == "ready" and first is not None and _along(first))
        how = [*cued.get(id(stage), []), *(sentences.saying(breath) if tells else [])]
        named = sentences.side_label(side, limb)
        made.append(_stage(stage | {"side": side, "side_label": named}, how, props, fetch, id(stage) in cued))
    return made[::-1]


def _along(work: Json) -> bool:
    """Whether a person breathes along: they hear how before they start, and again with the second repetition.

    The first has no room for it, and what is held or done once says it as it starts.
    """
    return work["count"] == "reps" and work["reps"] > 1 and _held(work) < sentences.LONG_HOLD


def _held(work: Json) -> float:
    """Seconds of the longest hold in a repetition."""
    return max((beat["seconds"] for beat in work.get("cycle", []) if beat["kind"] == "hold"), default=0)


def _stage(stage: Json, how: sentences.Saying, props: list[str], fetch: Iterable[str], cued: bool) -> Json:
    kind = stage["kind"]
    shared = {name: stage[name] for name in ("kind", "seconds", "side", "side_label")}
    label = stage.get("say") if kind == "switch" else None
    shared |= {"label": label or say(sentences.LABELS[kind]), "hint": ""}
    if kind == "work":
        return shared | _work(stage, how)
    how = [*sentences.saying(stage["side_label"]), *how]
    if kind == "ready":
        place, name = sentences.place(stage.get("place", "")), sentences.named(stage["say"])
        hint = " ".join(said["words"] for said in (*(place or name), *sentences.needed(props)))
        first = {"fetch": sentences.needed(fetch), "place": place, "next": name}
        return shared | first | {"hint": hint, "says": [*how, *(sentences.wait() if cued else [])]}
    if kind == "switch":
        return shared | {"hint": say(sentences.TAKE_YOUR_TIME), "says": [*sentences.switch(shared["label"]), *how]}
    return shared | {"says": [*sentences.rest(), *how]}


def _work(stage: Json, breath: sentences.Saying) -> Json:
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
        "says": sentences.work(stage["set_label"], stage["side_label"], how_much, [] if along else breath),
        "during": sorted([*said, *sentences.held(reps, each, cycle)], key=lambda timed: timed["at"]),
    }
