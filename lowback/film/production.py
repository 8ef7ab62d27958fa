"""Makes every film whose inputs changed, on all cores, and lists what is finished as soon as it is."""

from __future__ import annotations

import multiprocessing
import os
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from typing import Any

from tqdm import tqdm

from lowback.film import shelf
from lowback.film.pose import PoseError
from lowback.film.recipe import Job
from lowback.film.shelf import TooLarge

Facts = dict[str, Any]
_TURN_SECONDS = 0.5
_TAKEN: list[Any] = []
"""In a worker: the count of pictures that all workers have taken together."""


def make(jobs: list[Job], everything: bool, gpu: bool) -> list[str]:
    """Make the films that need it; what went wrong, a line each. What is finished stays finished after an interrupt."""
    made = shelf.made_from_all()
    due = [job for job in jobs if everything or made.get(job.key) != job.made_from()]
    if not due:
        print("nothing changed")
        return []
    _one_thread_each(gpu)
    context = multiprocessing.get_context("spawn")
    counter = context.Value("i", 0)
    workers = min(len(due), os.cpu_count() or 1)
    with ProcessPoolExecutor(workers, context, initializer=_begin, initargs=(counter,)) as pool:
        running = {pool.submit(_made, job): job for job in due}
        try:
            return _collect(running, counter)
        except KeyboardInterrupt:
            pool.shutdown(cancel_futures=True)
            raise


def _one_thread_each(gpu: bool) -> None:
    """One film on each core is faster than one film on all; the renderer is chosen before it starts."""
    os.environ |= {"OMP_NUM_THREADS": "1", "LP_NUM_THREADS": "1"}
    os.environ["VTK_DEFAULT_OPENGL_WINDOW"] = "vtkEGLRenderWindow" if gpu else "vtkOSOpenGLRenderWindow"


def _begin(counter: Any) -> None:
    _TAKEN.append(counter)


def _collect(running: dict[Future[Facts], Job], counter: Any) -> list[str]:
    """List every film as it is finished, with a bar of all pictures taken."""
    wrong: list[str] = []
    early: list[tuple[Job, Facts]] = []
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
            try:
                early.append((job, done.result()))
                early = [each for each in early if not enter(*each)]
                bar.write(f"{job.key} is finished")
            except (PoseError, TooLarge) as error:
                wrong.append(str(error))
                bar.write(str(error))
            bar.update(counter.value - bar.n)
    return wrong


def _pictures(job: Job) -> int:
    """How many different pictures a film needs."""
    from lowback.film.timeline import timeline

    views = 2 if job.pose.second else 1
    return views * max(1, len({(m.start, m.end, m.share, m.breath) for m in timeline(job.pose)}))


def _made(job: Job) -> Facts:
    """Solve, photograph and encode one film in a worker; what is to be listed about it."""
    from lowback.film.clip import save_clip, save_poster
    from lowback.film.keep import keep_motion
    from lowback.film.shoot import Photographer, poster_frame, prepare, solve
    from lowback.film.timeline import FPS

    shoot = prepare(job.pose, job.figure)
    take = solve(shoot)
    if job.kind == "clips":
        keep_motion(job.stem, shoot, take)

    def one() -> None:
        with _TAKEN[0].get_lock():
            _TAKEN[0].value += 1

    def view(stem: str, camera: Any) -> Facts:
        photographer = Photographer(shoot, camera)
        pictures = photographer.pictures(take, list(range(len(take.moments))), one)
        photographer.close()
        poster = save_poster(stem, pictures[poster_frame(job.pose, take)])
        facts: Facts = {"poster": poster.name, "poster_bytes": poster.size, "alt": job.alt}
        if job.kind == "clips":
            film = save_clip(stem, pictures)
            facts |= {"clip": film.name, "clip_bytes": film.size, "figure": job.figure}
        return facts

    facts = view(job.stem, job.pose.camera)
    if job.pose.second:
        facts["second"] = view(f"{job.stem}-second", job.pose.second)
    return facts | {"seconds": round(len(take.moments) / FPS, 2)}


def enter(job: Job, facts: Facts) -> bool:
    """Put one finished film in the list, with what it was made from; a variant waits for the film it is one of."""
    listed = shelf.manifest()
    entries = listed[job.kind]
    if job.reason and job.pose.id not in entries:
        return False
    if job.kind == "positions":
        entries[job.pose.id] = {key: facts[key] for key in ("poster", "poster_bytes", "alt")}
    elif job.reason:
        variants = entries[job.pose.id].setdefault("variants", {})
        variants[job.reason] = {k: v for k, v in facts.items() if k not in ("seconds", "second")}
    else:
        old = entries.get(job.pose.id, {})
        kept = {"captions": old["captions"]} if "captions" in old else {}
        variants = {k: v for k, v in old.get("variants", {}).items() if k in job.pose.variants}
        entries[job.pose.id] = facts | kept | {"shows_side": job.pose.shows_side, "variants": variants}
    listed[job.kind] = dict(sorted(entries.items()))
    shelf.write_manifest(listed)
    shelf.write_made_from(shelf.made_from_all() | {job.key: job.made_from()})
    return True
