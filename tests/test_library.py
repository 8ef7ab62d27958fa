"""Broken content stops the start, and says which file, line and field in one line each."""

import json
import shutil
from pathlib import Path

import pytest

from lowback.library import content_root, load_library
from lowback.parse import ContentError

SMALL = shutil.ignore_patterns("*.mp4", "*.m4a", "fonts", "poses")


@pytest.fixture
def content(tmp_path):
    """A copy of the content that a test may break; clips and recordings are stood in for by empty files."""
    root = tmp_path / "content"
    shutil.copytree(content_root(), root, ignore=SMALL)
    media = content_root() / "media"
    for file in (*media.glob("*.mp4"), *media.glob("voice/*.m4a")):
        (root / "media" / file.relative_to(media)).touch()
    return root


def broken(root: Path, file: str, old: str, new: str) -> str:
    """The message after one text in one file is replaced."""
    path = root / file
    text = path.read_text("utf-8")
    assert old in text, f"{old!r} is not in {file}"
    path.write_text(text.replace(old, new, 1), "utf-8")
    with pytest.raises(ContentError) as caught:
        load_library(root)
    return str(caught.value)


def test_the_content_as_it_is_loads_whole(content):
    library = load_library(content)

    assert len(library.exercises) == 58
    assert len(library.routines) == 18
    assert len(library.movement_classes) == 32
    assert len(library.swaps) == 39
    assert [rule for rule in library.rules if rule[0] == "E"] == [f"E{n}" for n in range(1, 12)]
    assert [rule for rule in library.rules if rule[0] == "C"] == [f"C{n}" for n in range(1, 17)]
    assert [rule for rule in library.rules if rule[0] == "K"] == [f"K{n}" for n in range(1, 16)]


def test_a_misspelt_field_is_named_with_its_file_and_line(content):
    message = broken(content, "exercises/bridge.yaml", "breath:", "breth:")

    assert "content/exercises/bridge.yaml:" in message
    assert "breth: Extra inputs are not permitted" in message
    assert "breath: Field required" in message


def test_the_line_is_the_line_of_the_field(content):
    text = (content / "exercises/bridge.yaml").read_text("utf-8").splitlines()
    line = next(n for n, words in enumerate(text, 1) if words.startswith("level:"))

    assert f"bridge.yaml:{line}: level:" in broken(content, "exercises/bridge.yaml", "level: 1", "level: 9")


def test_text_that_is_not_yaml_names_its_line(content):
    message = broken(content, "swaps.yaml", "instead:", "instead: [")

    assert message.startswith("content/swaps.yaml:")


@pytest.mark.parametrize(
    ("file", "old", "new", "says"),
    [
        ("exercises/bridge.yaml", "sources: [", "sources: [Nobody1999, ", "Nobody1999 is not in sources.yaml"),
        ("exercises/bridge.yaml", "focus: [", "focus: [beauty, ", "beauty is not in focus_areas.yaml"),
        ("exercises/bridge.yaml", "id: bridge", "id: brigde", "brigde is not the file's name"),
        ("routines/desk_break.yaml", "suits: [", "suits: [astronaut, ", "astronaut is not in conditions.yaml"),
        ("swaps.yaml", "instead: [hip_abd_standing", "instead: [levitation", "levitation is not in exercises"),
        ("triage.yaml", "question: danger_new", "question: nowhere", "nowhere is not in quiz.yaml"),
        ("triage.yaml", "{fact: numbness_saddle}", "{fact: numb}", "numb is not a fact"),
        ("quiz.yaml", "sets: {fever: true}", "sets: {fever: often}", "fever"),
        ("quiz.yaml", "id: danger_now", "id: danger_new", "danger_new is written twice"),
        ("ranking.yaml", "match: 0.5", "match: 5.5", "match"),
        ("ranking.yaml", "days: [", "days: [sundays, ", "sundays does not exist"),
        ("exercises/knee_rolls.yaml", "[double_leg_lift", "[moon_walk", "moon_walk does not exist"),
        ("exercises/bird_dog.yaml", "exercise: bird_dog_leg", "exercise: bird_cat", "bird_cat does not exist"),
        ("swaps.yaml", "instead: [weight_shift]", "instead: [bridge]", "bridge shares no points with tandem_stance"),
    ],
)
def test_what_does_not_fit_together_is_named(content, file, old, new, says):
    message = broken(content, file, old, new)

    assert says in message
    assert f"content/{file}:" in message


def test_a_clinical_statement_without_a_source_does_not_load(content):
    text = (content / "exercises/bridge.yaml").read_text("utf-8")
    sources = next(line for line in text.splitlines() if line.startswith("sources:"))

    assert "sources" in broken(content, "exercises/bridge.yaml", sources, "sources: []")


def test_a_circle_of_swaps_is_found(content):
    message = broken(content, "swaps.yaml", "instead: [wall_angel]", "instead: [wall_angel, prone_elbows]")

    assert "back to itself" in message


def test_a_routine_may_not_hold_what_its_own_condition_forbids(content):
    message = broken(content, "routines/late_pregnancy.yaml", "rib_breath_seated", "bridge")

    assert "bridge is supine, which pregnancy_16plus forbids" in message


def test_a_missing_poster_is_found(content):
    for poster in (content / "media").glob("position-supine*"):
        poster.unlink()

    with pytest.raises(ContentError, match=r"position-supine.*is missing"):
        load_library(content)


@pytest.mark.parametrize("missing", ["bridge.*.mp4", "bridge.*.vtt", "voice/start.*.m4a"])
def test_a_missing_clip_caption_or_recording_is_found(content, missing):
    (file,) = (content / "media").glob(missing)
    file.unlink()

    with pytest.raises(ContentError, match=rf"{file.name} is missing"):
        load_library(content)


@pytest.mark.parametrize("field", ["second", "variants"])
@pytest.mark.parametrize("part", ["clip", "poster"])
def test_a_missing_file_of_another_view_or_figure_is_found(content, field, part):
    path = content / "media" / "manifest.json"
    listed = json.loads(path.read_text("utf-8"))
    clip = listed["clips"]["bridge"]
    view = {name: clip[name] for name in ("clip", "poster", "clip_bytes", "poster_bytes", "alt")} | {part: "gone.file"}
    clip[field] = view if field == "second" else {"older": view}
    path.write_text(json.dumps(listed), "utf-8")
    place = "second" if field == "second" else r"variants\.older"

    with pytest.raises(ContentError, match=rf"clips\.bridge\.{place}\.{part}: gone\.file is missing"):
        load_library(content)


def test_every_problem_is_reported_at_once(content):
    (content / "exercises/clam.yaml").write_text("id: clam\n", "utf-8")

    message = broken(content, "routines/desk_break.yaml", "name:", "nmae:")

    assert "clam.yaml" in message
    assert "desk_break.yaml" in message
    assert len(message.splitlines()) > 5
