"""Recordings: only a little quiet around the words, all equally loud, none clipped, each of its own words."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from film import shelf, voice
from film.loudness import lufs, true_peak
from film.voice import (
    AFTER,
    BEFORE,
    BREATH,
    LOUDNESS,
    PEAK,
    RATE,
    at_a_breath,
    levelled,
    recipe,
    trimmed,
    words_a_minute,
)

TONE = 0.2 * np.sin(np.arange(RATE) / 20)


def quiet(seconds: float) -> np.ndarray:
    return np.zeros(int(seconds * RATE))


def test_quiet_around_the_words_is_cut_to_what_a_sentence_needs() -> None:
    cut = trimmed(np.concatenate([quiet(0.4), TONE, quiet(0.5)]))

    assert len(cut) / RATE == pytest.approx(1 + BEFORE + AFTER, abs=0.03)
    assert abs(cut[0]) == abs(cut[-1]) == 0


@pytest.mark.parametrize("loud", [0.01, 0.3, 1.0])
@pytest.mark.parametrize("seconds", [0.2, 0.4, 1.0], ids=lambda seconds: f"{seconds} s")
def test_every_sentence_is_equally_loud_however_short(loud: float, seconds: float) -> None:
    words = np.concatenate([quiet(0.04), loud * TONE[: int(seconds * RATE)], quiet(0.14)])

    assert lufs(levelled(words), RATE) == pytest.approx(LOUDNESS, abs=0.1)


def test_a_sharp_peak_is_held_down_and_the_rest_is_as_loud_as_ever() -> None:
    sharp = 0.05 * TONE
    sharp[5000] = 1.0

    made = levelled(sharp)

    assert true_peak(made) <= PEAK * 1.01
    assert lufs(made, RATE) == pytest.approx(LOUDNESS, abs=0.1)
    away = slice(10_000, 20_000)
    assert np.allclose(made[away] / sharp[away], made[away][7] / sharp[away][7])


def test_a_file_whose_peaks_grew_in_coding_is_made_again_with_lower_ones(monkeypatch: pytest.MonkeyPatch) -> None:
    """A coder that makes every peak louder by a fifth."""
    monkeypatch.setattr(voice, "_encoded", lambda sound: (1.2 * sound).tobytes())
    monkeypatch.setattr(voice, "decoded", np.frombuffer)
    sharp = np.where(np.arange(RATE) % 4000 == 0, 1.0, 0.1 * TONE)

    assert true_peak(np.frombuffer(voice.kept(sharp))) <= PEAK


def test_other_words_or_another_pace_are_another_recording() -> None:
    assert recipe("Start.") == recipe("Start.") != recipe("Begin.")
    assert recipe("Start.") != recipe("Start.", slow=True)


def test_what_is_breathed_along_with_is_said_more_slowly_until_it_is_slow_enough() -> None:
    """A voice that is in a hurry: of what it is asked to slow down it does half."""
    words = "In and out again."
    spoken = at_a_breath(lambda _, pace: quiet(0.6 * len(words.split()) / (1 + pace)), words)

    assert words_a_minute(words, len(spoken) / RATE) <= BREATH


@pytest.fixture
def shelf_of_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty shelf, a library that says one sentence, and a voice that hums it."""
    monkeypatch.setattr(shelf, "MEDIA", tmp_path)
    monkeypatch.setattr(shelf, "_MANIFEST", tmp_path / "manifest.json")
    monkeypatch.setattr(shelf, "_MADE", tmp_path / "made.json")
    monkeypatch.setattr(voice, "said", lambda: {"start": "Start."})
    monkeypatch.setattr(voice, "_recorded", hummed)
    return tmp_path


def hummed(words: dict[str, str]) -> dict[str, str]:
    return {sentence: shelf.put("voice/start", "m4a", spelt.encode()) for sentence, spelt in words.items()}


def test_only_what_is_missing_or_said_differently_is_recorded(
    shelf_of_one: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert voice.write_all() == ["start"]
    assert voice.write_all() == []
    (first,) = (shelf_of_one / "voice").iterdir()

    monkeypatch.setattr(voice, "said", lambda: {"start": "Off we go."})

    assert voice.write_all() == ["start"]
    (second,) = (shelf_of_one / "voice").iterdir()
    assert first.name != second.name
    assert shelf.manifest()["voice"] == {"en": {"start": f"voice/{second.name}"}}


def test_what_is_no_longer_said_is_taken_off_the_list_and_the_shelf(
    shelf_of_one: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    voice.write_all()
    monkeypatch.setattr(voice, "said", dict)

    assert voice.write_all() == ["start"]
    assert list((shelf_of_one / "voice").iterdir()) == []
    assert shelf.manifest()["voice"] == {"en": {}}
    assert shelf.made_from_all() == {}
