"""A page with only the player (or two scales of a form) on it, and a server that remembers across reloads."""

from __future__ import annotations

import json
from typing import Any

import streamlit as st

from lowback.diary.event import read_event
from lowback.diary.log import acknowledged
from lowback.session.script import Easier, Script, read
from lowback.ui.components.player import player
from lowback.ui.pieces.question import pain_field
from lowback.ui.views.player import BUSY

Json = dict[str, Any]
VOICES = {
    "voice": {"lie-on-your-back": "/m/said.m4a", "voice-on": "/m/missing.m4a"},
    "cut": {"lie-on-your-back": "/m/said.m4a", "next-bridge": "/m/said.m4a", "you-need-mat": "/m/said.m4a"},
}


@st.cache_resource
def store() -> dict[str, dict[tuple[str, int], Json]]:
    """Events by session, writer and seq, as the diary keeps them."""
    return {}


def ready(say: str) -> Json:
    return {"kind": "ready", "seconds": 6, "say": say}


def work(side: str | None = None, number: int = 1, sets: int = 1, **more: Any) -> Json:
    base = {"kind": "work", "seconds": 12, "reps": 3, "seconds_per_rep": 4, "count": "reps"}
    return base | {"side": side, "set": number, "sets": sets} | more


def item(exercise: str, title: str, stages: list[Json], **more: Any) -> Json:
    base: Json = {
        "exercise": exercise,
        "title": title,
        "position": "On your back",
        "clip": "/m/clip.webm",
        "poster": "/m/poster.svg",
        "alt": f"A figure does {title}",
        "shows_side": None,
        "captions": "/m/captions.vtt",
        "second": None,
        "cues": ["Press through your heels", "Keep your ribs heavy", "Go only as high as feels easy"],
        "breath": "Breathe out as you lift",
        "how": [
            "Lie on your back, knees bent, feet flat.",
            "Press through your heels and lift your hips.",
            "Lower slowly.",
        ],
        "props": ["mat"],
        "stages": stages,
        "easier": None,
    }
    return base | more


def plan(case: str) -> list[Json]:
    pictures: dict[str, Json] = {
        "noclip": {"clip": None},
        "nothing": {"clip": None, "poster": None},
        "broken": {"clip": "/m/missing.webm", "poster": "/m/poster.svg"},
        "allbroken": {"clip": "/m/missing.webm", "poster": "/m/missing.svg"},
    }
    half = item("half_bridge", "Half bridge", [ready("Lie on your back. Next: Half bridge"), work()])
    easier = {"label": "Half bridge", "why": "A gentler exercise for the same purpose", "item": half}
    switch = {"kind": "switch", "seconds": 5, "side": "right", "say": "Change sides"}
    hold: Json = {"count": "time", "reps": 1, "seconds_per_rep": 20, "seconds": 20}
    return [
        item(
            "bridge",
            "Bridge",
            [
                ready("Lie on your back. Next: Bridge"),
                work(number=1, sets=2),
                {"kind": "rest", "seconds": 5},
                work(number=2, sets=2),
            ],
            easier=easier,
            **pictures.get(case, {}),
        ),
        item(
            "side_plank",
            "Side plank on knees",
            [
                ready("Lie on your side. Next: Side plank on knees"),
                work("left", **hold),
                switch,
                work("right", **hold),
            ],
            position="On your side",
            shows_side="left",
            second={"clip": "/m/clip.webm?second", "poster": "/m/poster.svg", "alt": "From above"},
        ),
        item(
            "walking",
            "March on the spot",
            [ready("Stand up. Next: March on the spot"), work(**(hold | {"seconds": 75}))],
            position="Standing",
            props=["chair"],
        ),
    ]


def longest() -> list[Json]:
    """The longest words our content has."""
    hold: Json = {"count": "reps", "reps": 2, "seconds_per_rep": 25, "seconds": 50}
    same = item("reach", "Standing leg reach-back, holding on", [ready("Stand up. Next: Reach"), work()])
    how = "Lift only your head and hands, or do the chest lift over a chair."
    return [
        item(
            "reach",
            "Standing leg reach-back, holding on",
            [ready("Stand up. Next: Standing leg reach-back, holding on"), work("left", 1, 2, **hold)],
            cues=["Draw in as you breathe out, then keep breathing while you hold."],
            props=["mat", "strap or towel"],
            easier={"label": how, "why": "The same exercise, made smaller", "item": same},
        )
    ]


def with_choices(script: Script) -> Script:
    """With as many easier ways of the first exercise as there can be."""
    first, *others = script.items
    (one,) = first.easier
    seated = one.item.model_copy(update={"exercise": "press", "title": "Seated heel press", "position": "Sitting"})
    same = one.item.model_copy(update={"exercise": first.exercise, "title": first.title})
    press = Easier(label=seated.title, why=one.why, note="Sitting.", item=seated)
    smaller = Easier(label="Lift only half way.", why=one.why, note="Easier: Lift only half way.", item=same)
    choices = (one, press, smaller) if one.item.exercise != first.exercise else (press, one)
    return script.model_copy(update={"items": (first.model_copy(update={"easier": choices}), *others)})


def data(session: str, case: str, known: dict[tuple[str, int], Json]) -> Json:
    heard = [] if case == "deaf" else list(filter(None, map(read_event, known.values())))
    resume = {"item": 1, "stage": 3, "elapsed": 4.5} if case == "resume" else None
    items = longest() if case == "longest" else plan(case)
    # As the first program kept it: the player performs it all the same.
    script = with_choices(read({"title": "Lower back workout", "minutes": 3, "items": items}))
    return script.model_dump(mode="json") | {
        "session": session,
        "events": [event.as_dict() for event in heard],
        "ack": acknowledged(heard),
        "resume": resume,
        "over": None,
        "problem": None,
        "elsewhere": BUSY,
        "stands_seconds": 3600,
        "prefs": {"sound": True},
        "voice": VOICES.get(case, {}),
    }


def keep() -> None:
    progress = st.session_state["player"]["progress"]
    st.session_state["heard"] = st.session_state.get("heard", 0) + 1
    if progress:
        known = store().setdefault(progress["session"], {})
        known.update({(event["writer"], event["seq"]): event for event in progress["log"]})


case = st.query_params.get("case", "plain")
session = st.query_params.get("session", "s")
st.set_page_config(layout="wide" if "wide" in st.query_params else "centered")
st.title("Your session" if case != "scale" else "How is it today?")
if case == "scale":
    st.session_state.setdefault("runs", 0)
    st.session_state["runs"] += 1
    for key, value in (("now", None), ("before", 4)):
        chosen = pain_field(f"How sore is your back {key}?", value, key=key)
        st.text(f"{key}: {chosen}")
    st.button("Run again")
    st.text(f"runs: {st.session_state['runs']}")
else:
    known = store().setdefault(session, {})
    progress = player(data(session, case, known), on_progress=keep)
    with st.container(key="store"):
        heard = st.session_state.get("heard", 0)
        st.text(json.dumps({"known": list(known.values()), "progress": progress, "heard": heard}))
    st.button("Run again")
