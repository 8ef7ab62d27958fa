"""Joining modules into one script: private names stay private, the default export stays."""

from __future__ import annotations

from lowback.ui.components import joined

TIMER = """import { clock } from "./clock.js";

const MS = 1000;

export function timer() {
  return clock() * MS;
}
"""
CLOCK = """const MS = 1;

export const clock = () => MS;
"""
MAIN = """import {
  timer,
} from "./timer.js";

export default function mount() {
  return timer();
}
"""


def test_a_single_script_stays_as_it_is() -> None:
    assert joined(["export default function mount() {}\n"]) == "export default function mount() {}\n"


def test_joined_modules_import_nothing_and_export_only_their_default() -> None:
    script = joined([CLOCK, TIMER, MAIN])

    assert "import" not in script
    assert script.count("export") == 1
    assert "export default function mount" in script


def test_modules_may_use_the_same_private_name() -> None:
    script = joined([CLOCK, TIMER, MAIN])

    assert "const { clock } = (() => {\nconst MS = 1;" in script
    assert "const { timer } = (() => {" in script
