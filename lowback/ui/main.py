"""The script Streamlit runs: page config, which pages exist, the bottom bar, and help on every page."""

import streamlit as st

from lowback.language.speech import say
from lowback.ui import frame, state
from lowback.ui.components.nav import nav
from lowback.ui.pieces import cards
from lowback.ui.speaking import speak_as_asked
from lowback.web.resources import library, surroundings

speak_as_asked()
MAIN: dict[frame.Address, tuple[str, str]] = {
    "today": (say("Today"), ":material/today:"),
    "plan": (say("Plan"), ":material/checklist:"),
    "routines": (say("Routines"), ":material/self_improvement:"),
    "progress": (say("Progress"), ":material/show_chart:"),
    "more": (say("More"), ":material/more_horiz:"),
}
QUIET: dict[frame.Address, str] = {
    "quiz": say("Questions"), "result": say("Your result"), "seen": say("I have been seen"),
    "leave_out": say("What I was told to leave out"), "routine": say("Routine"), "exercise": say("Exercise"),
    "player": say("Session"), "after": say("After the session"), "log": say("Log a session"),
    "lost": say("Page not found"), "how": say("How we decide"), "helps": say("What helps a sore back"),
}  # fmt: skip
BAR = [(name, title, "./" if name == "today" else name) for name, (title, _) in MAIN.items()]

pages = [
    st.Page(frame.PAGES / f"{name}.py", title=title, icon=icon, default=name == "today")
    for name, (title, icon) in MAIN.items()
] + [st.Page(frame.PAGES / f"{name}.py", title=title, visibility="hidden") for name, title in QUIET.items()]
page = st.navigation(pages, position="top")
state.arrive(here := page.url_path or "today")

# The page may stop early, so what stands below it is drawn first.
body, foot = st.container(key="body"), st.container(key="foot")
with foot:
    cards.help_now(library().screens.footer)
    tapped = nav(BAR, here)
if tapped and tapped != here:
    frame.go(tapped)
with body, frame.screen():
    if surroundings().demo:
        cards.example_banner()
    page.run()
