"""A short session to play, and what its lines add up to: each sum is made here once more, by itself."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import Any

from lowback.diary.log import Outcome
from lowback.session.script import Script, read

Json = dict[str, Any]


def work(seconds: int, side: str | None = None, number: int = 1) -> Json:
    return {
        "kind": "work",
        "seconds": seconds,
        "reps": 1,
        "seconds_per_rep": seconds,
        "count": "time",
        "side": side,
        "set": number,
        "sets": 2,
    }


def item(exercise: str, *stages: Json, easier: Json | None = None) -> Json:
    move: Json = {"position": "Standing", "cues": [], "breath": "Breathe.", "clip": None, "poster": None, "alt": ""}
    ready = {"kind": "ready", "seconds": 4, "say": "Next"}
    return move | {"exercise": exercise, "title": exercise, "stages": [ready, *stages], "easier": easier}


def easier(exercise: str) -> Json:
    return {"label": exercise, "why": "gentler", "item": item(exercise, work(5))}


def script() -> Script:
    """A short session with sets, sides and easier moves."""
    rest, switch = {"kind": "rest", "seconds": 3}, {"kind": "switch", "seconds": 3, "side": "right", "say": "Change"}
    items = [
        item("bridge", work(7), rest, work(7, number=2), easier=easier("half")),
        item("plank", work(8, "left"), switch, work(8, "right")),
        item("march", work(15), easier=easier("seated")),
        item("squat", work(9)),
        item("clam", work(6, "left"), switch, work(6, "right"), easier=easier("squeeze")),
    ]
    return read({"title": "Lower back workout", "minutes": 3, "items": items})


def named(event: Json) -> tuple[str, int, Json]:
    """A line by its name, with what stands in it but the time."""
    words = ("kind", "item", "exercise", "why", "to", "seconds")
    return event["writer"], event["seq"], {name: event[name] for name in words if event.get(name)}


def adds_up(outcome: Outcome, lines: Sequence[Json]) -> None:
    """The diary's sum is that of the lines, each exercise once, with the most that was told of it."""
    told: dict[str, dict[int, list[Json]]] = defaultdict(lambda: defaultdict(list))
    for line in lines:
        told[line["kind"]][line["item"]].append(line)
    most: dict[tuple[int, bool], float] = defaultdict(float)
    for line in lines:
        place = line["item"], line["kind"] == "item_swapped"
        worked = line["kind"] not in ("more_time", "rests")
        most[place] = max(most[place], (line.get("seconds") or 0) if worked else 0)
    assert outcome.items_done == tuple(sorted(told["item_done"]))
    assert len(outcome.skipped) == len(set(told["item_skipped"]) - set(told["item_done"]))
    assert outcome.worked_seconds == sum(most.values())
    said = [line["why"] for line in lines if line["kind"] == "hurt" and line.get("why")]
    assert Counter(pain.kind for pain in outcome.pains if pain.kind != "unsaid") == Counter(said)
