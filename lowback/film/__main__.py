"""`python -m lowback.film [names]` films what changed; `check [names]` checks the motion.

`python -m lowback.film captions` and `python -m lowback.film voice` renew the words over the clips and the spoken ones.
"""

from __future__ import annotations

import argparse
import hashlib
import sys
import time
from pathlib import Path

from lowback.film.pose import POSES, PoseError, PoseFile, read_pose

_NOT_POSES = {"people.yaml", "starts.yaml"}
_NOT_SEEN = {"check.py", "detect.py", "__main__.py", "draft.py", "captions.py", "voice.py", "shelf.py"}
"""Code that no picture depends on."""


def _pose_paths() -> dict[str, Path]:
    """Every position file by kind and name."""
    clips = {f"clips/{p.stem}": p for p in sorted(POSES.glob("*.yaml")) if p.name not in _NOT_POSES}
    stills = {f"positions/{p.stem}": p for p in sorted((POSES / "positions").glob("*.yaml"))}
    return stills | clips


def _inputs(path: Path) -> str:
    """The hash of everything a picture is made from: its file but for the captions, people, start positions, this code."""
    code = sorted(p for p in Path(__file__).parent.glob("*.py") if p.name not in _NOT_SEEN)
    pose = read_pose(path)
    silent = pose.model_copy(update={"film": tuple(step.model_copy(update={"say": ""}) for step in pose.film)})
    digest = hashlib.sha256(silent.model_dump_json().encode())
    for source in (POSES / "people.yaml", POSES / "starts.yaml", *code):
        digest.update(source.read_bytes())
    return digest.hexdigest()[:16]


def _film(chosen: dict[str, Path], everything: bool, draft: bool) -> None:
    """Film each chosen file whose inputs changed, or all that were asked for by name."""
    from lowback.film import shelf

    for number, (key, path) in enumerate(chosen.items(), 1):
        inputs, pose = _inputs(path), read_pose(path)
        if everything and not draft and shelf.made_from_all().get(key) == inputs:
            continue
        begun = time.monotonic()
        label = f"[{number}/{len(chosen)}] {key}"

        def progress(text: str, label: str = label) -> None:
            print(f"\r{label}: {text:<24}", end="", flush=True)

        kept = _shoot(key, pose, inputs, draft, progress)
        print(f"\r{label}: {kept} in {time.monotonic() - begun:.0f} s", flush=True)


def _shoot(key: str, pose: PoseFile, inputs: str, draft: bool, progress: object) -> str:
    from lowback.film import shoot

    if key.startswith("positions/"):
        kept = shoot.shoot_still(pose, inputs, draft)
    else:
        kept = shoot.shoot_clip(pose, inputs, draft, progress)  # type: ignore[arg-type]
    return f"{kept.name}, {kept.size / 1000:.0f} KB"


def _renew(what: str) -> int:
    """Write again what needs no studio."""
    from lowback.film import captions, voice

    changed = captions.write_all() if what == "captions" else voice.write_all()
    print(f"{what}: {len(changed)} changed")
    return 0


def main() -> int:
    """Film, draft or check what was asked for; the exit code is 1 if a file is wrong or a check fails."""
    if sys.argv[1:] in (["captions"], ["voice"]):
        return _renew(sys.argv[1])
    parser = argparse.ArgumentParser(prog="python -m lowback.film", description=__doc__)
    parser.add_argument(
        "names", nargs="*", help="exercises or start positions; 'check' first checks instead of filming"
    )
    parser.add_argument("--draft", type=int, metavar="N", help="only a quick sheet of N frames (0: each keyframe)")
    parser.add_argument("--figure", default="", help="draft with this figure")
    parser.add_argument("--view", default="", choices=["", "second"], help="draft this view")
    given = parser.parse_args()
    checking, names = given.names[:1] == ["check"], [n for n in given.names if n != "check"]
    paths = _pose_paths()
    chosen = {key: path for key, path in paths.items() if not names or path.stem in names}
    if missing := [n for n in names if n not in {path.stem for path in paths.values()}]:
        print(f"no position file for: {', '.join(missing)}", file=sys.stderr)
        return 1
    try:
        if checking:
            from lowback.film.check import report

            return report([read_pose(path) for key, path in chosen.items()])
        if given.draft is not None:
            from lowback.film.draft import draft

            for path in chosen.values():
                print(draft(read_pose(path), given.figure, given.draft, given.view))
            return 0
        _film(chosen, not names, False)
    except PoseError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
