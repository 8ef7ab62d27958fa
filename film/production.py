"""Makes every film whose inputs changed, on all cores, and lists what is finished as soon as it is."""

from __future__ import annotations

import multiprocessing
import os
import signal
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from film import shelf
from film.cut import parts, starts
from film.motion import MOTIONS
from film.pose import Camera, PoseError
from film.recipe import Job
from film.shelf import TooLarge
from film.timeline import FPS, timeline

Facts = dict[str, Any]
_TURN_SECONDS = 0.5
_TAKEN: list[Any] = []
"""In a worker: the count of pictures that all workers have taken together."""


def make(jobs: list[Job], everything: bool, gpu: bool) -> list[str]:
    """Make the films that need it; what went wrong, a line each. What is finished stays finished after an interrupt."""
    before = {} if everything else shelf.made_from_all()
    made = {job.key: before.get(job.key, "").partition(" ") for job in jobs}
    due = [job for job in jobs if made[job.key][0] != job.made_from()]
    if not due:
        print("nothing changed")
        return []
    _one_thread_each(gpu)
    context = multiprocessing.get_context("spawn")
    counter = context.Value("i", 0)
    workers = min(len(due), os.cpu_count() or 1)
    with ProcessPoolExecutor(workers, context, initializer=_begin, initargs=(counter,)) as pool:
        running = {pool.submit(_told, job, made[job.key][2]): job for job in due}
        try:
            return _collect(running, counter)
        except KeyboardInterrupt:
            pool.shutdown(wait=False, cancel_futures=True)
            raise


def _one_thread_each(gpu: bool) -> None:
    """One film on each core is faster than one film on all; the renderer is chosen before it starts."""
    os.environ |= {"OMP_NUM_THREADS": "1", "LP_NUM_THREADS": "1"}
    if gpu:
        os.environ["VTK_DEFAULT_OPENGL_WINDOW"] = "vtkEGLRenderWindow"


def _begin(counter: Any) -> None:
    """Ready a worker: an interrupt ends it at once and without a word."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    _TAKEN.append(counter)


def _collect(running: dict[Future[Made | str], Job], counter: Any) -> list[str]:
    """List every film as it is finished, with a bar of all pictures taken."""
    from tqdm import tqdm

    wrong: list[str] = []
    early: list[tuple[Job, Made]] = []
    expected = sum(_pictures(job) for job in running.values())
    with tqdm(total=expected, unit="picture") as bar:
        waiting = set(running)
        while waiting:
            try:
                done = next(as_completed(waiting, timeout=_TURN_SECONDS))
            except TimeoutError:
                bar.update(counter.value - bar.n)
                continue
            waiting.remove(done)
            job = running[done]
            result = done.result()
            if isinstance(result, str):
                wrong.append(result)
                bar.write(result)
            else:
                early.append((job, result))
                early = [each for each in early if not enter(*each)]
                bar.write(f"{job.key} is finished")
            bar.update(counter.value - bar.n)
    return wrong


def _pictures(job: Job) -> int:
    """How many different pictures a film needs."""
    views = 2 if job.pose.second else 1
    return views * max(1, len({(m.start, m.end, m.share, m.breath) for m in timeline(job.pose)}))


@dataclass(frozen=True, slots=True)
class View:
    """One camera's finished film and poster."""

    stem: str
    poster: bytes
    film: bytes


@dataclass(frozen=True, slots=True)
class Made:
    """One finished job: what it was made from, its views, how long the loop is, and the files that keep its motion.

    No views: the motion came out as it was, and so would the pictures.
    """

    made_from: str
    views: tuple[View, ...]
    seconds: float
    motion: dict[Path, bytes]


def _told(job: Job, seen: str) -> Made | str:
    """One finished film, or what is wrong with it in a line: words travel between processes, our exceptions do not."""
    try:
        return _made(job, seen)
    except (PoseError, TooLarge) as error:
        return str(error)


def _made(job: Job, seen: str) -> Made:
    """Solve, photograph and encode one film in a worker; only solve it if the motion looks as it did when last `seen`."""
    inputs = job.made_from()
    from film import clip, keep
    from film.shoot import Photographer, poster_frame, prepare, solve

    shoot = prepare(job.pose, job.figure)
    take = solve(shoot)
    motion = keep.files(job.stem, shoot, take)
    looks = job.seen_from(motion[MOTIONS / f"{job.stem}.npz"])
    if looks == seen:
        return Made(f"{inputs} {looks}", (), 0.0, {})

    def one() -> None:
        with _TAKEN[0].get_lock():
            _TAKEN[0].value += 1

    def view(stem: str, camera: Camera) -> View:
        photographer = Photographer(shoot, camera)
        pictures = photographer.pictures(take, list(range(len(take.moments))), one)
        photographer.close()
        poster = clip.poster(stem, pictures[poster_frame(job.pose, take)])
        keys = starts(parts(job.pose))
        return View(stem, poster, clip.film(stem, pictures, keys) if job.kind == "clips" else b"")

    views = [view(job.stem, job.pose.camera)]
    if job.pose.second:
        views.append(view(f"{job.stem}-second", job.pose.second))
    kept = motion if job.kind == "clips" else {}
    return Made(f"{inputs} {looks}", tuple(views), round(len(take.moments) / FPS, 2), kept)


def enter(job: Job, made: Made) -> bool:
    """Put one finished film in the list, then drop the files it replaces; a variant waits for the film it is one of."""
    listed = shelf.manifest()
    entries = listed[job.kind]
    if job.reason and job.pose.id not in entries:
        return False
    if not made.views:
        _remember(job, made)
        return True
    for path, data in made.motion.items():
        shelf.write(path, data)
    first, *others = (_facts(job, view) for view in made.views)
    first |= {"second": others[0]} if others else {}
    if job.kind == "positions":
        entries[job.pose.id] = first
    elif job.reason:
        entries[job.pose.id].setdefault("variants", {})[job.reason] = first
    else:
        old = entries.get(job.pose.id, {})
        first |= {"seconds": made.seconds, "parts": parts(job.pose), "shows_side": job.pose.shows_side}
        first |= {"captions": old["captions"]} if "captions" in old else {}
        first["variants"] = {k: v for k, v in old.get("variants", {}).items() if k in job.pose.variants}
        entries[job.pose.id] = first
    listed[job.kind] = dict(sorted(entries.items()))
    shelf.write_manifest(listed)
    _remember(job, made)
    kept = {view.stem: view for view in made.views}
    for stem in (job.stem, f"{job.stem}-second"):
        view = kept.get(stem)
        shelf.drop(stem, "webp", shelf.named(stem, "webp", view.poster) if view else "")
        shelf.drop(stem, "mp4", shelf.named(stem, "mp4", view.film) if view else "")
    return True


def _remember(job: Job, made: Made) -> None:
    shelf.write_made_from(shelf.made_from_all() | {job.key: made.made_from})


def _facts(job: Job, view: View) -> Facts:
    """What is listed about one view, with its files put in their place."""
    facts: Facts = {
        "poster": shelf.put(view.stem, "webp", view.poster),
        "poster_bytes": len(view.poster),
        "alt": job.alt,
    }
    if view.film:
        facts |= {"clip": shelf.put(view.stem, "mp4", view.film), "clip_bytes": len(view.film), "figure": job.figure}
    return facts
