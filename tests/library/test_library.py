"""Broken content stops the start, and says which file, line and field in one line each."""

import json
import shutil
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest

from lowback.checks.lint import problems_in
from lowback.checks.load import load_library
from lowback.checks.walk import found_in
from lowback.library.library import PARTS, Library, content_root, read_library
from lowback.library.parse import ContentError, Problem, written
from lowback.library.schema import Content
from tools.mutate_content import values

IN = '"parts": [\n        {\n          "kind": "in",\n          "frames": '
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


def loaded(root: Path) -> Library:
    """The library of this copy; what is in it as it was is not read once more."""

    def reader(path: Path, problems: list[Problem]) -> Any:
        ours = content_root() / path.relative_to(root)
        same = ours in values() and path.is_file() and path.read_bytes() == ours.read_bytes()
        return values()[ours] if same else written(path, problems)

    return load_library(root, reader=reader)


def broken(root: Path, file: str, old: str, new: str) -> str:
    """The message after one text in one file is replaced."""
    path = root / file
    text = path.read_text("utf-8")
    assert old in text, f"{old!r} is not in {file}"
    path.write_text(text.replace(old, new, 1), "utf-8")
    with pytest.raises(ContentError) as caught:
        loaded(root)
    return str(caught.value)


def said_of(tmp_path: Path, file: str, text: str) -> list[str]:
    """What the start says when one file holds this text, and the others are as they are."""
    other = tmp_path / Path(file).name
    other.write_text(text, "utf-8")

    def reader(path: Path, problems: list[Problem]) -> Any:
        return written(other, problems) if path == content_root() / file else values()[path]

    try:
        return [str(problem) for problem in problems_in(read_library(content_root(), reader))]
    except ContentError as error:
        return str(error).splitlines()


def _models(of: type[Content]) -> set[type[Content]]:
    return {model for child in of.__subclasses__() for model in {child, *_models(child)}}


def test_the_content_as_it_is_loads_whole(content):
    library = load_library(content)

    assert len(library.exercises) == 58
    assert len(library.routines) == 18
    assert len(library.movement_classes) == 32
    assert len(library.swaps) == 39
    assert [rule for rule in library.rules if rule[0] == "E"] == [f"E{n}" for n in range(1, 16)]
    assert [rule for rule in library.rules if rule[0] == "C"] == [f"C{n}" for n in range(1, 28)]
    assert [rule for rule in library.rules if rule[0] == "K"] == [f"K{n}" for n in range(1, 22)]


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
        ("ranking.yaml", "days: [", "days: [sundays, ", "sundays is not in conditions.yaml"),
        ("exercises/knee_rolls.yaml", "[double_leg_lift", "[moon_walk", "moon_walk is not in movement_classes.yaml"),
        ("exercises/bird_dog.yaml", "exercise: bird_dog_leg", "exercise: bird_cat", "bird_cat is not in exercises"),
        ("swaps.yaml", "instead: [weight_shift]", "instead: [bridge]", "bridge shares no points with tandem_stance"),
    ],
)
def test_what_does_not_fit_together_is_named(content, file, old, new, says):
    message = broken(content, file, old, new)

    assert says in message
    assert f"content/{file}:" in message


@pytest.mark.parametrize(
    ("file", "old", "new", "says"),
    [
        # The eight mistakes that a start once let pass.
        ("safety_check.yaml", "asks: [danger_new]", "asks: [danger_neww]", "danger_neww is not in quiz.yaml"),
        ("safety_check.yaml", "fact: pregnant_weeks", "fact: pregnant_week", "pregnant_week is not a fact"),
        ("safety_check.yaml", "sources: [", "sources: [Nobody1999, ", "Nobody1999 is not in sources.yaml"),
        ("screens.yaml", "sources: [", "sources: [Nobody1999, ", "Nobody1999 is not in sources.yaml"),
        ("parameters.yaml", "sources: [Ostelo2008]", "sources: [Nobody1999]", "Nobody1999 is not in sources.yaml"),
        ("parameters.yaml", "mic_points:", "mic_pionts:", "mic_pionts: Extra inputs"),
        ("rescreen.yaml", "asks: [danger_new,", "asks: [danger_neww,", "danger_neww is not in quiz.yaml"),
        ("rescreen.yaml", "start_label:", "start_lable:", "start_lable: Extra inputs"),
        # And what else only a page or a person would have found.
        ("quiz.yaml", "{fact: duration_weeks, at_", "{fact: duration, at_", "duration is not a fact"),
        ("quiz.yaml", "least: 1", "least: -1", "cannot be -1"),
        ("triage.yaml", "leg_pain_side, is: both}", "leg_pain_side, is: bofh}", "leg_pain_side cannot be bofh"),
        ("triage.yaml", "numbness_saddle}", "numbness_saddle, at_least: 1}", "numbness_saddle cannot be 1"),
        ("triage.yaml", "{fact: numbness_saddle}", "{fact: age}", "age is not a yes or no"),
        ("triage.yaml", "{fact: numbness_saddle}", "{all: []}", "when.all: Tuple should have at least 1 item"),
        ("conditions.yaml", "pregnant_weeks, at_least: 34}", "pregnant_weeks, below: 0}", "greater than 0"),
        ("ranking.yaml", "match: 0.5", "match: 0.6", "make 1.1, not 1"),
        ("order.yaml", "  - clam\n", "", "clam is named 0 times"),
        ("demo.yaml", "ticked: [desk]", "ticked: [desks]", "desks is not an option of day"),
        ("demo.yaml", "value: 46", "value: 460", "age does not take 460"),
        ("routines/desk_break.yaml", "cover: [", "cover: [bridge, ", "bridge is not an item with a film"),
        ("routines/pt_style_basics.yaml", "cover: [", "cover: [bridge, ", "bridge shows another routine already"),
        ("routines/scoliosis_gentle.yaml", "  - open_book", "  - knee_fold", "5 changes of position, at most 4"),
        ("routines/pt_style_basics.yaml", "cover:", "  - bridge\ncover:", "down to the floor a second time"),
        ("search.yaml", "said: [plank,", "said: [walks, plank,", "“walks” stands in an earlier list as well"),
        ("search.yaml", "routines: [late_pregnancy]", "routines: [pregnancy]", "pregnancy is not in routines"),
        ("search.yaml", "said: [plank, side plank]\n  exercises:", "said: [plank]\n  sources:", "sources"),
        ("banned_words.yaml", "sources: [GK]", "sources: [Nobody1999]", "Nobody1999 is not in sources.yaml"),
        ("banned_words.yaml", "pattern: slipped", "pattern: slipped(", "is not a regular expression"),
        ("exercises/bridge.yaml", "props: [mat]", "props: []", "props: is empty"),
        ("routines/desk_break.yaml", "  - sit_to_stand", "  - sit_to_stan", "items.4: sit_to_stan is not in exercises"),
        ("media/manifest.json", '"clip_bytes": ', '"clip_bytes": -', "clips.adductor_squeeze.clip_bytes: "),
        ("media/manifest.json", f"{IN}43", f"{IN}44", "clips.adductor_squeeze.parts: 157 frames are not 6.5 seconds"),
        ("media/manifest.json", f"{IN}43", f"{IN}43.5", "parts.0.frames: Input should be a valid integer"),
        ("media/manifest.json", IN, IN.replace('"in"', '"hold"'), "squeeze.parts: hold does not lead into hold"),
    ],
)
def test_a_mistake_in_any_file_is_named_with_the_line_of_its_field(tmp_path, file, old, new, says):
    before = (content_root() / file).read_text("utf-8")
    line = before[: before.index(old)].count("\n") + 1

    named = [said for said in said_of(tmp_path, file, before.replace(old, new, 1)) if says in said]

    assert named
    # A field that is no longer there is named where its thing, or its list, begins; a name that is not in the file on
    # the disk is looked for in one that has it (below).
    elsewhere = new in ("", "props: []") or new.endswith(":")
    assert elsewhere or any(said.startswith(f"content/{file}:{line}: ") for said in named), named


@pytest.mark.parametrize(
    ("exercise", "old", "new", "says"),
    [
        ("walk", "seconds_per_rep: 600", "hold_seconds: 5", "dose: Value error, kind: time needs seconds_per_rep"),
        ("child_pose_wide", "  hold_seconds: 20\n", "", "dose: Value error, kind: hold needs hold_seconds"),
        ("clam", "sides: 2", "sides: 2\n  quick: {reps: 8, seconds_per_rep: 4}", "quick ones follow one set of reps"),
        ("weight_shift", "  seconds_per_rep: 6\n", "", "dose: no film sets the tempo: write seconds_per_rep"),
        ("bridge", "hold_seconds: 3", "seconds_per_rep: 6", "dose.seconds_per_rep: the film sets the tempo"),
        ("bridge", "hold_seconds: 3", "hold_seconds: 1", "dose.hold_seconds: 1 s are less than the 1.5 of the film"),
        ("clam", "sides: 2", "sides: 2\n  rest_between: 1", "dose.rest_between: 1 s are less than the 1.2 of the film"),
        ("pelvic_clock", "reps: 6", "reps: 6\n  hold_seconds: 5", "dose.hold_seconds: the film does not stay anywhere"),
    ],
)
def test_a_dose_that_does_not_go_with_its_kind_or_its_film_is_named(tmp_path, exercise, old, new, says):
    file = f"exercises/{exercise}.yaml"
    before = (content_root() / file).read_text("utf-8")

    assert any(says in said for said in said_of(tmp_path, file, before.replace(old, new, 1)))


@pytest.mark.parametrize(("file", "name"), [("parameters.yaml", "mic_points"), ("rescreen.yaml", "start_label")])
def test_a_misspelt_field_is_named_with_its_own_line(content, file, name):
    text = (content / file).read_text("utf-8")
    (content / file).write_text(text.replace(f"{name}:", f"{name}s:", 1), "utf-8")
    line = text[: text.index(f"{name}:")].count("\n") + 1

    with pytest.raises(ContentError, match=f"{file}:{line}: {name}s: Extra inputs"):
        loaded(content)


def test_the_first_rule_is_not_taken_for_the_tenth(content):
    text = (content / "triage.yaml").read_text("utf-8").splitlines()
    start = text.index("- id: E1")
    line = next(n for n, words in enumerate(text, 1) if n > start and words.startswith("  sources:"))
    moved = "\n".join(text).split("- id: E10\n")

    assert len(moved) == 2
    message = broken(content, "triage.yaml", text[line - 1], "  sources: [Nobody1999]")
    assert message == f"content/triage.yaml:{line}: sources.0: Nobody1999 is not in sources.yaml"


@pytest.mark.parametrize("file", ["ranking.yaml", "quiz.yaml", "swaps.yaml", "spoken.yaml", "media/manifest.json"])
def test_a_file_with_nothing_in_it_is_named(content, file):
    (content / file).write_text("null" if file.endswith(".json") else "# Nothing yet.\n", "utf-8")

    with pytest.raises(ContentError, match=rf"content/{file}:1: file: is empty"):
        loaded(content)


def test_every_file_under_content_is_part_of_the_library_or_of_the_film():
    root = content_root()
    written = {path.relative_to(root).as_posix() for path in (*root.rglob("*.yaml"), *root.rglob("*.json"))}
    of_the_film = {name for name in written if name.startswith("poses/")} | {"media/made.json"}
    places = {part.file for part in PARTS.values()}

    assert {name if name in places else name.partition("/")[0] for name in written - of_the_film} == places


def test_every_part_of_the_library_is_read_from_its_file_and_walked():
    held = {field.name for field in fields(Library)}

    assert held - set(PARTS) == {"root", "swaps"}
    walked = {found.file.relative_to(content_root()).as_posix() for found in found_in(load_library())}
    # The one list that is empty, and the one that holds nothing but sentences.
    holding = {part.file for part in PARTS.values()} - {"reading_exceptions.yaml", "spoken.yaml"}
    assert {name if name in holding else name.partition("/")[0] for name in walked} == holding


def test_every_model_that_an_author_fills_in_is_walked():
    walked = {type(found.value) for found in found_in(load_library()) if isinstance(found.value, Content)}

    assert {model.__name__ for model in _models(Content)} - {model.__name__ for model in walked} == {"ReadingException"}


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
        loaded(content)


@pytest.mark.parametrize("missing", ["bridge.*.mp4", "bridge.*.vtt", "voice/start.*.m4a"])
def test_a_missing_clip_caption_or_recording_is_found(content, missing):
    (file,) = (content / "media").glob(missing)
    file.unlink()

    with pytest.raises(ContentError, match=rf"{file.name} is missing"):
        loaded(content)


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
        loaded(content)


def test_every_problem_is_reported_at_once(content):
    (content / "exercises/clam.yaml").write_text("id: clam\n", "utf-8")

    message = broken(content, "routines/desk_break.yaml", "name:", "nmae:")

    assert "clam.yaml" in message
    assert "desk_break.yaml" in message
    assert len(message.splitlines()) > 5
