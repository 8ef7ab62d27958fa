"""One visit: who is asking, what they told us, and what is theirs in the database."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import Any

from sqlalchemy import Engine

from lowback.library.catalogue import Routine
from lowback.library.library import Library
from lowback.library.pauses import Pace
from lowback.person import quiz
from lowback.person.amend import ABOUT, Edits, amended, renewed, reopened, yes
from lowback.person.profile import Profile, profile
from lowback.person.triage import Verdict
from lowback.plan.felt import NOTHING_FELT, Felt
from lowback.plan.kitchen import Kitchen
from lowback.plan.recommend import Plan, recommend
from lowback.session.pictures import figures_for, with_clips_of_today
from lowback.store.answers import Screenings, StoredAnswers
from lowback.store.clock import utc_now
from lowback.store.felt import StoredFelt
from lowback.store.history import History
from lowback.store.nights import Nights
from lowback.store.pains import Pains, StoredPains
from lowback.store.people import People
from lowback.store.rows import RunningSession
from lowback.store.sessions import Sessions


@dataclass(frozen=True)
class Visit:
    """One run of one page for one person."""

    person: str
    zone: str
    opened: datetime
    today: date
    """The person's own day: it ends with their night."""
    engine: Engine
    kitchen: Kitchen
    answers: dict[str, Any]
    progress: quiz.Progress
    verdict: Verdict

    @property
    def library(self) -> Library:
        """The content, with the pauses at the person's pace."""
        return self.kitchen.library

    @property
    def pace(self) -> Pace:
        """How much time the person wants to get ready and to rest, as it was when this page was opened."""
        return self.kitchen.pace

    def set_pace(self, pace: Pace) -> None:
        """Keep how much time the person wants from now on."""
        People(self.engine).set_pace(self.person, pace, self.now)

    @property
    def now(self) -> datetime:
        """This instant, also when a page that was opened long ago is asked; never behind what was done already."""
        return max(utc_now(), self.opened)

    @property
    def latest_day(self) -> date:
        """The last day that the diary may hold: where the person was, it may have been tomorrow already."""
        return self.today + timedelta(days=1)

    @property
    def store(self) -> StoredAnswers:
        """The person's answers in the database."""
        return StoredAnswers(self.engine, self.person, lambda: self.now)

    @property
    def sessions(self) -> Sessions:
        """The person's sessions in the database."""
        return Sessions(self.engine, self.person, lambda: self.now)

    @property
    def nights(self) -> Nights:
        """Whether the person's back rests, and how it was the day after."""
        return Nights(self.engine, self.person, self.zone, self.library.parameters, lambda: self.now)

    @property
    def pains(self) -> StoredPains:
        """What hurt the person, and what they asked back since."""
        return StoredPains(self.engine, self.person, lambda: self.now)

    @cached_property
    def hurt(self) -> Pains:
        """What hurt, as it was when this page was opened."""
        return self.pains.all()

    @property
    def left_out(self) -> Mapping[str, date]:
        """The exercises that are left out because they hurt, each with the day."""
        return self.hurt.left_out

    @property
    def feels(self) -> StoredFelt:
        """How exercises felt, and of which the person wants as much as before."""
        return StoredFelt(self.engine, self.person, lambda: self.now)

    @cached_property
    def felt(self) -> Felt:
        """Of which exercises another amount is right because of how they felt, when this page was opened."""
        return self.feels.wishes(self.today, self.library.parameters)

    @property
    def history(self) -> History:
        """The person's sessions, added up."""
        return History(self.engine, self.person, lambda: self.now)

    @property
    def step(self) -> int:
        """The number of the first question without an answer, or of the review after the last."""
        asked, first_open = self.progress.asked, self.progress.next
        return asked.index(first_open) + 1 if first_open else len(asked) + 1

    @property
    def minutes(self) -> int:
        """Minutes a day the person has."""
        return quiz.minutes_wanted(self.answers, self.library.all_questions)

    @property
    def cleared(self) -> bool:
        """True when the quiz is complete and its verdict allows exercise."""
        return self.progress.complete and self.verdict.may_exercise

    def amend(self, edits: Edits) -> None:
        """Keep these answers, and let go of what no longer holds because of them."""
        kept = self.store.all()
        self._replace(kept, amended(kept, edits, self.library.all_questions, self.today, seen=dict(self.answers)))

    def clear(self, seen: dict[str, str]) -> None:
        """Keep that somebody knows about what stops this person and said that exercise is fine; who, and when."""
        clearance = next(question for question in self.library.all_questions if question.clears)
        about = [item.rule.id for item in self.verdict.deciding]
        self.amend({clearance.id: yes(clearance) | {"seen": seen, ABOUT: about}})

    def reopen(self, questions: Iterable[str]) -> None:
        """Ask these questions anew, and whatever was cleared by somebody."""
        kept = self.store.all()
        self._replace(kept, reopened(kept, questions, self.library.all_questions, self.today))

    def renew(self) -> None:
        """Open what the questions have gained since this person answered them."""
        kept = self.store.all()
        self._replace(kept, renewed(kept, self.library.all_questions, self.today))

    def _replace(self, before: quiz.Answers, after: quiz.Answers) -> None:
        self.store.replace(before, after)
        self.answers.clear()
        self.answers.update(after)

    def keep_screening(self) -> None:
        """Remember that the questions were answered, when, and what they led to."""
        Screenings(self.engine, self.person).add(self.verdict.level, self.now)

    def profile(self) -> Profile:
        """What the answers mean for movement."""
        said = self.progress.said
        return profile(said.facts, self.library.all_conditions, said.told)

    def figures(self, routine: Routine | None = None) -> tuple[str, ...]:
        """Who should show the exercises to this person, or those of a routine."""
        return figures_for(self.library, self.profile(), routine)

    def running(self) -> RunningSession | None:
        """The session to continue, if one was left open, with the clips there are now."""
        running = self.sessions.open()
        if running is None:
            return None
        figures = self.figures(self.library.routines.get(running.routine))
        return replace(running, script=with_clips_of_today(running.script, self.library, figures))

    def plan(self) -> Plan:
        """Routines that suit, best first, and what is withheld."""
        enough = self.library.parameters.sessions_per_routine.value
        helped = self.history.eased(enough) if self.cleared else {}
        felt = self.felt if self.cleared else NOTHING_FELT
        return recommend(self.verdict, self.profile(), self.kitchen, self.minutes, helped, self.left_out, felt)
