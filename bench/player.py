"""What a session costs and how steady it is: a whole routine with a wound clock, then a part of it in real time."""

from __future__ import annotations

import json
import re
import subprocess
import time
from collections.abc import Mapping
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Locator, Request, sync_playwright

from bench import film
from bench.browser import PHONE, chromium
from bench.busy import other_work
from bench.figures import ROOT
from bench.relay import Relay, relay
from examples.places import LIBRARY, best
from lowback.plan.routine import fit, in_minutes
from lowback.session.script import Script
from lowback.session.stages import script_for
from lowback.web.cookie import COOKIE

ROUTINE, MINUTES = "lower_back_strong", 15
"""Eight exercises."""
QUICK = (5, 2)
"""A quick look plays a session of so many minutes, and so many exercises of the long one in real time."""
PEOPLE = ("quick", "warm", "watched", "busy")
"""Each plays once, so that nothing stands between the address and the session."""
WIND_MS = 2_000
"""What is not confirmed after three seconds is sent again, and a wound clock is faster than the server."""
WORK_MS, ROUND_MS, IDLE_MS, LOOK_MS = 9_000, 6_800, 8_000, 35_000
MOVES_ON, SPEEDS = 10, 3
"""Looks in a row at which a film has to play, and taps from one speed through all others."""
PATIENCE_S = 10
RUNS = "section.player[data-running=yes]"
# From a tap to the first frame of the film that is seen then.
FIRST_FRAME = """() => document.addEventListener("click", () => {
  const tapped = performance.now();
  const look = () => {
    const roots = [...document.querySelectorAll("*")].map((each) => each.shadowRoot);
    const video = roots.map((root) => root?.querySelector("section.player video:not(.behind)")).find(Boolean);
    if (!video) return requestAnimationFrame(look);
    video.requestVideoFrameCallback((_, frame) => { window.firstFrame = frame.expectedDisplayTime - tapped; });
  };
  look();
}, { capture: true, once: true })"""


def script(minutes: int = MINUTES) -> Script:
    """The session that is measured, as the app makes it."""
    _, told = best(PEOPLE[0])
    routine = LIBRARY.routines[ROUTINE]
    return script_for(routine, in_minutes(fit(routine, told, LIBRARY), minutes, LIBRARY), told, LIBRARY)


def count(base_url: str, cookies: Mapping[str, str], rounds: int) -> dict[str, float]:
    """Play the routine for the first time, once more with a full cache, and a part of it in real time."""
    with relay(base_url) as road, sync_playwright() as playwright, chromium(playwright) as browser:
        # A wound clock is that of every page of its context, which keeps one cache.
        wound, real = (browser.new_context(viewport=PHONE, base_url=road.url, locale="en-GB") for _ in range(2))
        first, again, watched, busy = (cookies[person] for person in PEOPLE)
        minutes, exercises = (MINUTES, len(script().items)) if rounds > 1 else QUICK
        cold, _ = Visit(wound, road, first, minutes).whole()
        warm, messages = Visit(wound, road, again, minutes).whole()
        return {
            "player/drift_ms_20min": drift(),
            "player/routine_bytes_cold": cold,
            "player/routine_bytes_warm": warm,
            "player/messages_per_minute": messages,
            **Visit(real, road, watched, MINUTES).watched(browser, min(exercises, rounds + 2)),
            "player/step_per_loop_loaded": Visit(real, road, busy, MINUTES).loaded(exercises),
        }


def drift() -> float:
    """Milliseconds after 20 minutes, which pass in a moment: the machine is told the time, and each look comes late."""
    items = json.dumps(script(20).model_dump(mode="json")["items"])
    told = subprocess.run(
        [ROOT / "tools" / "node.sh", "node", "bench/drift.js"],
        cwd=ROOT,
        input=items,
        text=True,
        capture_output=True,
        check=True,
    )
    return round(float(told.stdout), 1)


class Visit:
    """One visit to the routine, from its address on, in a page of its own."""

    def __init__(self, phone: BrowserContext, road: Relay, cookie: str, minutes: int) -> None:
        phone.add_cookies([{"name": COOKIE, "value": cookie, "url": road.url}])
        self._page = phone.new_page()
        self._minutes = minutes
        self._road = road
        self._before = road.bytes
        self._under_way: set[Request] = set()
        self._messages = 0
        self._page.on("request", self._ask)
        self._page.on("requestfinished", self._have)
        self._page.on("requestfailed", self._have)
        self._page.on("websocket", lambda socket: socket.on("framesent", self._speak))

    def whole(self) -> tuple[float, float]:
        """The bytes of all of it with the voice on, and the messages of a minute."""
        self._page.clock.install()
        self._open()
        # The first start asks for the voice, and the next ones remember it.
        self._start("loud")
        messages = self._messages_per_minute()
        self._page.wait_for_url(re.compile("/after"))
        self._settle()
        size = self._road.bytes - self._before
        self._page.close()
        return size, messages

    def watched(self, browser: Browser, exercises: int) -> dict[str, float]:
        """What is seen in real time: so many exercises at work, their films by themselves, and a pause."""
        self._open()
        self._page.wait_for_function("window.firstFrame")
        first = self._page.evaluate("window.firstFrame")
        self._start("begin")
        self._page.evaluate(film.WATCH)
        self._work(exercises)
        frames, counts = film.read(self._page.evaluate(film.TAKE))
        late = [abs(each) for each in film.apart(frames, counts, script())]
        self._step(exercises)
        frames, _ = film.read(self._page.evaluate(film.TAKE))
        self._tap("pause")
        return {
            "player/start_to_first_frame_ms": round(first),
            "player/step_gap_ms_p95": film.percentile(95, film.steps(frames)),
            "player/loop_gap_ms_p95": film.percentile(95, film.loops(frames)),
            "player/film_count_apart_ms_p99": film.percentile(99, late),
            "player/idle_cpu_percent": self._idle(browser),
        }

    def loaded(self, exercises: int) -> float:
        """How long the step from film to film is beside the same film begun again, while the machine has other work."""
        self._open()
        self._page.wait_for_function("window.firstFrame")
        self._start("begin")
        self._page.evaluate(film.WATCH)
        with other_work():
            self._step(exercises)
            steps = film.steps(film.read(self._page.evaluate(film.TAKE))[0])
            self._look()
            loops = film.loops(film.read(self._page.evaluate(film.TAKE))[0])
        self._page.close()
        return round(film.percentile(95, steps) / film.percentile(95, loops), 2)

    def _open(self) -> None:
        self._page.goto(f"/player?routine={ROUTINE}&minutes={self._minutes}")
        skip = self._page.get_by_role("button", name="Skip this")
        skip.wait_for()
        self._settle()
        self._page.evaluate(FIRST_FRAME)
        skip.click()

    def _start(self, act: str) -> None:
        start, runs = self._page.locator(f"[data-do={act}]:visible"), self._page.locator(RUNS)
        start.or_(runs).first.wait_for()
        if start.count():
            start.click()
        runs.wait_for()

    def _messages_per_minute(self) -> float:
        """Play to the end with the clock wound on; the minutes are its own."""
        playing, wound, before = self._page.locator("section.player[data-mode=play]"), 0, self._messages
        while playing.count():
            self._settle()
            self._page.clock.run_for(WIND_MS)
            wound += WIND_MS
        return round((self._messages - before) / (wound / 60_000), 1)

    def _work(self, exercises: int) -> None:
        """Each exercise for a while, then the next one."""
        for number in range(1, exercises + 1):
            self._where(number).wait_for()
            self._tap("later")
            self._page.wait_for_timeout(WORK_MS)
            if number < exercises:
                self._tap("skip")

    def _step(self, exercises: int) -> None:
        """From the first on again, a round of each film, without the work."""
        while not self._where(1).count():
            self._tap("back")
        self._page.wait_for_timeout(ROUND_MS)
        self._page.evaluate(film.TAKE)
        for number in range(1, exercises):
            self._where(number).wait_for()
            self._plays()
            self._page.wait_for_timeout(ROUND_MS)
            self._tap("skip")
        self._page.wait_for_timeout(WIND_MS)

    def _look(self) -> None:
        """The film by itself, at its usual speed, a few rounds."""
        self._tap("pause")
        for _ in range(SPEEDS):
            self._tap("speed")
        self._page.evaluate(film.TAKE)
        self._page.wait_for_timeout(LOOK_MS)

    def _plays(self) -> None:
        """Where to begin is seen first; wait until the film shows how to move, and does not only come to a stand."""
        seen, moved = self._page.locator(".picture video:not(.behind)"), 0
        while moved < MOVES_ON:
            moved = 0 if seen.evaluate("film => film.paused") else moved + 1
            self._page.wait_for_timeout(50)

    def _where(self, number: int) -> Locator:
        return self._page.locator(".where", has_text=re.compile(f"^{number} of"))

    def _tap(self, act: str) -> None:
        self._page.locator(f"[data-do={act}]").click()

    def _idle(self, browser: Browser) -> float:
        """What the whole browser takes of one processor while the session is paused."""
        whole = browser.new_browser_cdp_session()
        before, begun = _seconds(whole.send("SystemInfo.getProcessInfo")), time.perf_counter()
        self._page.wait_for_timeout(IDLE_MS)
        spent = _seconds(whole.send("SystemInfo.getProcessInfo")) - before
        return round(100 * spent / (time.perf_counter() - begun), 1)

    def _settle(self) -> None:
        """Wait until everything that was asked for is there."""
        until = time.monotonic() + PATIENCE_S
        self._page.wait_for_timeout(10)
        while self._under_way and time.monotonic() < until:
            self._page.wait_for_timeout(10)

    def _ask(self, request: Request) -> None:
        if request.url.startswith("http"):
            self._under_way.add(request)
        self._messages += "/events" in request.url

    def _have(self, request: Request) -> None:
        self._under_way.discard(request)

    def _speak(self, _frame: str | bytes) -> None:
        self._messages += 1


def _seconds(told: dict[str, Any]) -> float:
    return float(sum(process["cpuTime"] for process in told["processInfo"]))
