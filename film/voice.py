"""The player's voice: each sentence it may say, spoken once by a synthetic voice and kept as a short sound file."""

from __future__ import annotations

import hashlib
import subprocess
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from film import shelf
from film.loudness import limited, lufs, true_peak
from lowback.library.library import content_root, read_library
from lowback.session.speech import breath_cues, explanations, library_sentences

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Sound = NDArray[Any]

FOLDER, LANGUAGE = "voice", "en"
RATE = 24_000
PACE = 0.92
"""A little slower than the voice speaks by itself: the listener is moving."""
BREATH = 150
"""At most so many words a minute where somebody breathes along, or pictures it."""
SEED = 7
LOUDNESS, PEAK = -16.0, 0.89
"""Loudness in LUFS, as is usual for speech on phones, and the highest value that is heard: -1 dB of full scale."""
BEFORE, AFTER = 0.04, 0.14
"""Seconds of quiet kept around the words; two sentences in a row are this far apart."""
_QUIET = 0.012
_ROUNDS, _TRIES, _GENTLY = 5, 12, 1.08
_BLOCK = RATE // 100
_RECIPE = f"hibari-tts 0.2.1 heart {PACE} {SEED} {LOUDNESS} {PEAK} {BEFORE} {AFTER} aac 32k"


def said() -> dict[str, str]:
    """Every sentence the player may say, by its id: the words that the voice is given for it."""
    library = read_library(content_root())
    return {name: library.spoken.get(words, words) for name, words in library_sentences(library).items()}


def slowly() -> frozenset[str]:
    """The ids of the sentences that are said at the pace of a breath, or to somebody who has to picture what is said."""
    library = read_library(content_root())
    return breath_cues(library) | explanations(library)


def made_as(name: str) -> str:
    """The key under which the recipe of a sentence's recording is kept."""
    return f"{FOLDER}/{LANGUAGE}/{name}"


def recipe(words: str, slow: bool = False) -> str:
    """The hash of all that a recording of these words is made from; slow: at the pace of a breath."""
    pace = f" at most {BREATH} a minute" if slow else ""
    return hashlib.sha256(f"{_RECIPE}{pace}\n{words}".encode()).hexdigest()[:16]


def recipes(wanted: dict[str, str]) -> dict[str, str]:
    """The recipe of each of these sentences, by its id."""
    slow = slowly()
    return {name: recipe(words, name in slow) for name, words in wanted.items()}


def write_all() -> list[str]:
    """Record every sentence that has no recording or is said in another way now; the ids of those that changed."""
    wanted = said()
    listed, made = shelf.manifest(), shelf.made_from_all()
    before = listed["voice"].get(LANGUAGE, {})
    wished = {made_as(name): hashed for name, hashed in recipes(wanted).items()}
    missing = [n for n in wanted if made.get(made_as(n)) != wished[made_as(n)] or not _there(before, n)]
    stale = [name for name in before if name not in wanted]
    files = {name: file for name, file in before.items() if name in wanted}
    if missing:
        files |= _recorded({name: wanted[name] for name in missing})
    listed["voice"] = {LANGUAGE: dict(sorted(files.items()))}
    shelf.write_manifest(listed)
    _drop_all_but(set(files.values()))
    others = {key: value for key, value in made.items() if not key.startswith(f"{FOLDER}/")}
    shelf.write_made_from(others | wished)
    return [*missing, *stale]


def trimmed(sound: Sound) -> Sound:
    """The words with only a little quiet around them, faded at both ends."""
    import numpy as np

    loud = np.flatnonzero(_blocks(sound) > _QUIET * np.abs(sound).max() / 0.3) * _BLOCK
    first, last = loud[0] - int(BEFORE * RATE), loud[-1] + _BLOCK + int(AFTER * RATE)
    cut = sound[max(0, first) : last].copy()
    fade = np.linspace(0, 1, _BLOCK, dtype=cut.dtype)
    cut[:_BLOCK] *= fade
    cut[-_BLOCK:] *= fade[::-1]
    return cut


def levelled(sound: Sound, most: float = PEAK) -> Sound:
    """As loud as every other sentence; peaks that would clip are held down for their moment."""
    made, gain = sound, 1.0
    # What the limit takes away is given back, until hardly anything is missing.
    for _ in range(_ROUNDS):
        gain *= 10 ** ((LOUDNESS - lufs(made, RATE)) / 20)
        made = limited(sound * gain, most, RATE)
    return made


def at_a_breath(spoken: Callable[[str, float], Sound], words: str) -> Sound:
    """The words spoken so slowly that there are at most so many a minute, the quiet around them left out."""
    pace = PACE
    sound = spoken(words, pace)
    while (fast := words_a_minute(words, len(sound) / RATE)) > BREATH:
        pace *= 0.98 * BREATH / fast
        sound = spoken(words, pace)
    return sound


def words_a_minute(words: str, seconds: float) -> float:
    """How fast a recording of this length says these words, the quiet around them left out."""
    return len(words.split()) / (seconds - BEFORE - AFTER) * 60


def _recorded(words: dict[str, str]) -> dict[str, str]:
    """The file of each sentence, spoken now."""
    from hibari import Hibari

    voice, slow = Hibari(), slowly()

    def spoken(spelt: str, pace: float) -> Sound:
        return trimmed(voice(spelt, speed=pace, seed=SEED))

    files = {}
    for name, spelt in words.items():
        sound = at_a_breath(spoken, spelt) if name in slow else spoken(spelt, PACE)
        files[name] = shelf.put(f"{FOLDER}/{name[:48].strip('-')}", "m4a", kept(sound))
    return files


def kept(sound: Sound) -> bytes:
    """The file of a recording. AAC adds to peaks, so they are held down until what a browser decodes is right."""
    most = PEAK
    for _ in range(_TRIES):
        coded = _encoded(levelled(sound, most))
        over = true_peak(decoded(coded)) / PEAK
        if over <= 1:
            break
        # By a little each time: how much is added has little to do with how much was taken away.
        most /= min(over, _GENTLY)
    return coded


def decoded(coded: bytes) -> Sound:
    """What is heard of a file."""
    import imageio_ffmpeg
    import numpy as np

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "said.m4a"
        path.write_bytes(coded)
        command = [imageio_ffmpeg.get_ffmpeg_exe(), "-loglevel", "error", "-i", str(path), "-f", "f32le", "-ac", "1"]
        raw = subprocess.run([*command, "-ar", str(RATE), "-"], capture_output=True, check=True).stdout
    return np.frombuffer(raw, np.float32).astype(np.float64)


def _encoded(sound: Sound) -> bytes:
    """AAC, which every browser plays; without dates and names, so that the same sound is the same file."""
    import imageio_ffmpeg
    import numpy as np

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "said.m4a"
        command = [imageio_ffmpeg.get_ffmpeg_exe(), "-loglevel", "error", "-f", "f32le", "-ar", str(RATE), "-ac", "1"]
        command += ["-i", "-", "-c:a", "aac", "-b:a", "32k", "-fflags", "+bitexact", "-flags:a", "+bitexact"]
        command += ["-threads", "1", "-movflags", "+faststart", str(path)]
        subprocess.run(command, input=sound.astype(np.float32).tobytes(), check=True)
        return path.read_bytes()


def _blocks(sound: Sound) -> Sound:
    """The loudness of each hundredth of a second."""
    import numpy as np

    whole = sound[: len(sound) // _BLOCK * _BLOCK].reshape(-1, _BLOCK)
    loudness: Sound = np.sqrt(np.mean(whole.astype(np.float64) ** 2, axis=1))
    return loudness


def _there(files: dict[str, str], name: str) -> bool:
    return name in files and (shelf.MEDIA / files[name]).is_file()


def _drop_all_but(kept: set[str]) -> None:
    for file in (shelf.MEDIA / FOLDER).glob("*.m4a"):
        if f"{FOLDER}/{file.name}" not in kept:
            file.unlink()
