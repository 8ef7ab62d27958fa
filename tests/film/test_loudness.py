"""How loud a recording is to people, by the standard's own examples."""

from __future__ import annotations

import numpy as np
import pytest

from film.loudness import limited, lufs, true_peak

RATE = 48_000


def tone(hertz: float, decibels: float, seconds: float = 3) -> np.ndarray:
    """A sine whose highest value is so far below full scale."""
    return 10 ** (decibels / 20) * np.sin(2 * np.pi * hertz * np.arange(int(seconds * RATE)) / RATE)


@pytest.mark.parametrize(("hertz", "wanted"), [(997, -23.0), (100, -24.8), (4000, -19.7)])
def test_a_tone_of_one_channel_is_as_loud_as_the_standard_says(hertz: float, wanted: float) -> None:
    assert lufs(tone(hertz, -20), RATE) == pytest.approx(wanted, abs=0.1)


def test_the_rate_of_the_samples_changes_nothing() -> None:
    assert lufs(tone(997, -20)[::2], RATE // 2) == pytest.approx(-23.0, abs=0.1)


def test_pauses_do_not_count() -> None:
    spoken = np.concatenate([tone(997, -20), tone(997, -45, 10), np.zeros(5 * RATE)])

    assert lufs(spoken, RATE) == pytest.approx(-23.0, abs=0.3)
    assert lufs(np.zeros(RATE), RATE) == float("-inf")


def test_a_peak_between_two_samples_is_found() -> None:
    between = np.sin(np.pi / 2 * np.arange(RATE) + np.pi / 4)

    assert np.abs(between).max() == pytest.approx(0.707, abs=0.001)
    assert true_peak(between) == pytest.approx(1.0, abs=0.02)


def test_only_what_is_around_a_peak_is_turned_down() -> None:
    loud = tone(200, -20, 1)
    loud[RATE // 2] = 1.5

    held = limited(loud, 0.8, RATE)

    assert true_peak(held) <= 0.81
    assert np.allclose(held[: RATE // 4], loud[: RATE // 4])
