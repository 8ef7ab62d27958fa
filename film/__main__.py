"""`python -m film [names]` films what changed; `check [names]` checks the kept motion.

`python -m film captions` and `python -m film voice` renew the words over the clips and the spoken ones, `cut` the parts
of the clips.
"""

from __future__ import annotations

import argparse
import sys
from concurrent.futures.process import BrokenProcessPool

from film.pose import PoseError
from film.recipe import jobs


def _renew(what: str) -> int:
    """Write again what needs no studio."""
    from film import captions, cut, voice

    changed = {"captions": captions, "cut": cut, "voice": voice}[what].write_all()
    print(f"{what}: {len(changed)} changed")
    return 0


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m film", description=__doc__)
    parser.add_argument(
        "names", nargs="*", help="exercises or start positions; 'check' first checks instead of filming"
    )
    parser.add_argument("--again", action="store_true", help="film what did not change, too")
    parser.add_argument("--gpu", action="store_true", help="draw on the graphics card, if there is one")
    parser.add_argument("--draft", type=int, metavar="N", help="only a quick sheet of N frames (0: each keyframe)")
    parser.add_argument("--figure", default="", help="draft with this figure")
    parser.add_argument("--view", default="", choices=["", "second"], help="draft this view")
    return parser.parse_args()


def _do(given: argparse.Namespace) -> int:
    if given.names[:1] == ["check"]:
        from film.check import report

        return report(given.names[1:])
    wanted = jobs(given.names)
    if given.draft is not None:
        from film.draft import draft

        for job in wanted:
            if not job.reason:
                print(draft(job, given.figure, given.draft, given.view))
        return 0
    from film.production import make

    wrong = make(wanted, given.again, given.gpu)
    _renew("cut")
    _renew("captions")
    return 1 if wrong else 0


def main() -> int:
    """Film, draft or check what was asked for; the exit code is 1 if a file is wrong or a check fails."""
    if sys.argv[1:] in (["captions"], ["cut"], ["voice"]):
        return _renew(sys.argv[1])
    try:
        return _do(_asked())
    except PoseError as error:
        print(error, file=sys.stderr)
        return 1
    except BrokenProcessPool:
        print("a worker ended without a word, perhaps for want of memory; what is finished is kept", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("interrupted; what is finished is kept", file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main())
