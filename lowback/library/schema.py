"""What an author may write under content/: frozen models that refuse unknown fields."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, PrivateAttr, model_validator

from lowback.language.texts import SafetyText, Text
from lowback.library.ids import ExerciseId, FactId, Id, MovementId, QuestionId, SourceId, StatesFacts

RuleId = Annotated[str, Field(pattern=r"^[ECK]\d{1,2}$")]
Name = Annotated[str, Field(min_length=1)]
"""What is the same in every language."""
Lines = Annotated[tuple[Text, ...], Field(min_length=1)]
Sources = Annotated[tuple[SourceId, ...], Field(min_length=1)]
Level = Annotated[int, Field(ge=0, le=3)]
Scalar = bool | int | float | str | None
Stated = Annotated[dict[FactId, Scalar], StatesFacts()]

Position = Literal["supine", "prone", "side_lying", "quadruped", "kneeling", "seated", "standing"]
TriageLevel = Literal["emergency", "see_clinician_first", "caution", "go"]
Urgency = Literal["now", "same_day", "soon", "none"]
Unit = Literal["weeks", "years"]
UPRIGHT: tuple[Position, ...] = ("seated", "standing")
"""The positions in which nobody is on the floor."""


class Content(BaseModel):
    """Base of everything an author writes: immutable, and a misspelt field is an error."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=False)


class When(Content):
    """A condition on facts with three truths: exactly one of all, any, not, or a test of one fact.

    A test is `fact: fever` (is it true), or `fact: age` with `at_least`, `below`, `is` or `one_of`.
    """

    all: Annotated[tuple[When, ...], Field(min_length=1)] | None = None
    any: Annotated[tuple[When, ...], Field(min_length=1)] | None = None
    not_: When | None = Field(default=None, alias="not")
    fact: FactId | None = None
    at_least: float | None = None
    below: float | None = Field(default=None, gt=0)
    is_: str | bool | None = Field(default=None, alias="is")
    one_of: Annotated[tuple[str, ...], Field(min_length=1)] | None = None

    @model_validator(mode="after")
    def _is_one_shape(self) -> When:
        shapes = [self.all, self.any, self.not_, self.fact]
        if sum(shape is not None for shape in shapes) != 1:
            raise ValueError("write exactly one of: all, any, not, fact")
        tests = (self.at_least, self.below, self.is_, self.one_of)
        if self.fact is None and any_given(tests):
            raise ValueError("at_least, below, is and one_of need a fact")
        if sum((self.is_ is not None, self.one_of is not None, any_given((self.at_least, self.below)))) > 1:
            raise ValueError("write one test of a fact: is, one_of, or a range")
        if self.at_least is not None and self.below is not None and self.at_least >= self.below:
            raise ValueError("at_least must be less than below")
        return self


def any_given(values: tuple[object, ...]) -> bool:
    """True when at least one value was written."""
    return any(value is not None for value in values)


class AllowsOnly(Content):
    """A time when only a short list of exercises is right, e.g. the first weeks after a birth."""

    when: When
    exercises: Annotated[tuple[ExerciseId, ...], Field(min_length=1)]
    because: Text


class Condition(Content):
    """A profile of clinical.md section 2: who it is, what it withholds, how high it may go.

    `when` says who is told "because you told us ..."; `withholds_when` (default: the same) says for
    whom the exclusions hold, and may be wider so that one more adverse answer never frees anything.
    """

    id: Id
    name: Text
    because: Text
    """Completes "because you told us ...", e.g. "your pain goes below the knee"."""
    when: When
    withholds_when: When | None = None
    weight: float = Field(ge=0, le=1)
    excludes: tuple[MovementId, ...] = ()
    max_level: Level | None = None
    most_reps: int | None = Field(default=None, ge=1, le=60)
    allows_only: AllowsOnly | None = None
    leaves_out_told: bool = False
    """Whether it also excludes the movement classes that the person was told to leave out (fact leave_out)."""
    figure: Literal["pregnant", "older"] | None = None
    """Who shows the exercises to these people, where a clip has such a figure."""
    advice: Lines
    advice_first: bool = False
    """Whether its advice stands on the result itself, because it says to see somebody."""
    second_look: Text | None = None
    """What about it rests on our own judgement and waits for a clinician's second look."""
    sources: Sources
    reviewed: date
    reviewed_by: str | None = None


class TriageRule(Content):
    """A danger sign, a reason to be seen first, or a reason to take care (E, C and K rules)."""

    id: RuleId
    level: Literal["emergency", "see_clinician_first", "caution"]
    urgency: Urgency
    when: When
    because: SafetyText
    """Completes "you told us ..."."""
    tell_them: SafetyText | None = None
    """What to say to the clinician, in the person's own voice, when nothing that was ticked says it."""
    ask_for: SafetyText | None = None
    """What to ask for, after saying what was ticked, e.g. "Please check me for cauda equina syndrome."."""
    do: SafetyText | None = None
    """One more thing to do for these people, e.g. whom else to call."""
    question: QuestionId | None = None
    """The quiz question that "I ticked that by mistake" returns to."""
    clearable: bool = False
    """Whether "I was assessed and told exercise is fine" opens it."""
    about: tuple[FactId, ...] = ()
    """Facts beside those of `when` whose change makes an earlier clearance worthless."""
    second_look: SafetyText | None = None
    """What about it rests on our own judgement and waits for a clinician's second look."""
    sources: Sources
    reviewed: date
    reviewed_by: str | None = None

    @model_validator(mode="after")
    def _level_matches_the_id(self) -> TriageRule:
        levels = {"E": "emergency", "C": "see_clinician_first", "K": "caution"}
        if levels[self.id[0]] != self.level:
            raise ValueError(f"rule {self.id} must have level {levels[self.id[0]]}")
        if self.level != "caution" and not (self.tell_them and self.question):
            raise ValueError(f"rule {self.id} needs tell_them and question")
        return self


class Option(Content):
    """One tick or choice, and the facts it states."""

    id: Id
    label: SafetyText
    hint: SafetyText | None = None
    told: SafetyText | None = None
    """Completes "you told us that ..."."""
    say: SafetyText | None = None
    """A sentence for a clinician, in the person's own voice."""
    sets: Stated = Field(default_factory=dict)
    minutes: int | None = Field(default=None, ge=1, le=60)
    """How many minutes a day it stands for, where that is what the question asks."""
    since: int = Field(default=1, ge=1)
    """The version of the questions that first had this option."""


class Question(Content):
    """One screen of the quiz.

    `many` is a list of ticks with "none of these" and "not sure"; `one` is a single choice; `number`
    asks for a whole number; `scale` is 0 to 10. `otherwise` is what the facts are when an option is not
    chosen; with "not sure" those facts stay unknown, or count as yes where `not_sure` is `counts_as_yes`.
    """

    id: Id
    section: Literal["safety", "pain", "life", "time"]
    kind: Literal["many", "one", "number", "scale"]
    title: SafetyText
    short: SafetyText
    """The title on the review screen."""
    lead: SafetyText | None = None
    ask_when: When | None = None
    options: tuple[Option, ...] = ()
    otherwise: Stated = Field(default_factory=dict)
    none_label: SafetyText | None = None
    none_sets: Stated = Field(default_factory=dict)
    """What "none of these" states, when it says more than that the rest is not so."""
    none_told: SafetyText | None = None
    none_say: SafetyText | None = None
    not_sure: Literal["counts_as_yes", "unknown"] | None = None
    not_sure_label: SafetyText | None = None
    """For a number that a person may not know."""
    told: SafetyText | None = None
    """For number and scale: completes "you told us that ..."; `{value}` stands for "3 weeks" or "7 out of 10"."""
    say: SafetyText | None = None
    """For number and scale: the same as a sentence for a clinician."""
    unknown_told: SafetyText | None = None
    """For a number that a person may not know: completes "you were not sure whether ..."."""
    unknown_say: SafetyText | None = None
    clears: bool = False
    """The clearance: asked when a rule stands that it can open, and given for those rules only."""
    settles: bool = False
    """Whether it may take an emergency back: it is asked before the result, where an answer can change it."""
    on_plan: bool = False
    """Asked beside the plan, where it can be changed every day, and not as a screen of its own."""
    hangs_on: tuple[FactId, ...] = ()
    """Facts beside those of `ask_when` whose change makes an old answer worthless."""
    since: int = Field(default=1, ge=1)
    """The version of the questions that first had this one."""
    _opens: tuple[TriageRule, ...] = PrivateAttr(default=())
    fact: FactId | None = None
    """For number and scale: the fact the number states."""
    least: int | None = None
    most: int | None = None
    unit: Unit | None = None
    anchors: tuple[SafetyText, SafetyText] | None = None
    sources: Sources

    @model_validator(mode="after")
    def _has_what_its_kind_needs(self) -> Question:
        if self.kind in ("many", "one") and not self.options:
            raise ValueError("a question with choices needs options")
        if self.kind == "many" and (self.none_label is None or self.not_sure is None):
            raise ValueError("a list needs none_label and not_sure")
        if self.kind in ("number", "scale") and None in (self.fact, self.least, self.most):
            raise ValueError("a number needs fact, least and most")
        if self.least is not None and self.most is not None and self.least >= self.most:
            raise ValueError("least must be less than most")
        return self

    @property
    def opens(self) -> tuple[TriageRule, ...]:
        """For the clearance: the rules that it can open."""
        return self._opens

    def opening(self, rules: Iterable[TriageRule]) -> Question:
        """The same question; a clearance knows which of these rules it can open."""
        copy = self.model_copy()
        opens = tuple(rule for rule in rules if rule.clearable) if self.clears else ()
        copy._opens = opens  # noqa: SLF001  # a copy of its own kind
        return copy


class ExampleAnswer(Content):
    """What the made-up person of the demo answered to one question."""

    ticked: tuple[Id, ...] = ()
    not_sure: tuple[Id, ...] = ()
    choice: Id | None = None
    value: int | None = None
