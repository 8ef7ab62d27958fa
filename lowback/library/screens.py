"""The words of the result screens, the page footer and the check before each session, as frozen models."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Annotated

from pydantic import Field

from lowback.language.speech import say
from lowback.language.texts import SafetyText
from lowback.library.ids import Id, QuestionId
from lowback.library.schema import Content, Lines, Sources, When

ELSEWHERE = "ZZ"
# A language without a country says where somebody is only when one country has its name: "ca" is not Canada.
ONE_COUNTRY = frozenset({"de", "fr", "it", "es", "pt", "pl", "nl", "fi", "hu", "ro", "tr", "no"})


class StopScreen(Content):
    """A result that shows no exercises: what to do, whom to call and what to say, in that order.

    After `told_lead` and after `not_sure_lead` comes a list of the rules' `because`, which read on as
    "you told us that you have ..." and "you were not sure whether you have ...".
    """

    title: SafetyText
    lead: SafetyText
    do: Lines
    told_lead: SafetyText
    not_sure_lead: SafetyText
    not_sure_note: SafetyText
    """Why "not sure" counts; shown whenever the list after `not_sure_lead` is not empty."""
    say_lead: SafetyText
    say_not_sure: SafetyText
    """Said before what the person was only not sure about, in their own voice."""
    print_hint: SafetyText
    mistake_label: SafetyText
    seen_label: SafetyText


class LockScreens(Content):
    """See someone first: one screen for each urgency; `none` is for answers that are still missing."""

    same_day: StopScreen
    soon: StopScreen
    none: StopScreen


class StartScreen(Content):
    """A result that leads to routines; `left_out_lead` introduces what was left out and why."""

    title: SafetyText
    lead: SafetyText
    told_lead: SafetyText
    left_out_lead: SafetyText
    do: Lines
    safety_net: SafetyText
    """When to see somebody after all."""
    never_checked: SafetyText
    """For people whose back nobody has ever checked."""


class Levels(Content):
    """The four results of the symptom questions."""

    emergency: StopScreen
    see_clinician_first: LockScreens
    caution: StartScreen
    go: StartScreen


class EmergencyNumber(Content):
    """Whom to call in one country; `urgent` is an advice line for problems that cannot wait."""

    country: SafetyText
    code: Annotated[str, Field(pattern=r"^[A-Z]{2}$")]
    """ISO 3166 two letters; ZZ stands for a country that is not listed."""
    number: Annotated[str, Field(pattern=r"^[0-9 ]+$")]
    urgent: Annotated[str, Field(pattern=r"^[0-9 #]+$")] | None = None
    urgent_name: SafetyText | None = None
    note: SafetyText | None = None
    department: SafetyText | None = None
    """What people there call the place to go to, where they have a word of their own for it."""

    @property
    def tel(self) -> str:
        """The address of a link that calls the number."""
        return address_of(self.number)

    def fill(self, words: str) -> str:
        """The words with this country's number and the name of the place to go to."""
        department = self.department or say("the emergency department")
        return words.format(number=self.number, department=department)


def address_of(number: str) -> str:
    """The address of a link that calls a number."""
    return f"tel:{number.replace(' ', '')}"


def country_of(numbers: tuple[EmergencyNumber, ...], languages: str) -> EmergencyNumber:
    """The country of a browser's languages ("en-GB" or a whole Accept-Language), else the row for any other."""
    by_code = {number.code: number for number in numbers}
    tags = [tag.split(";")[0].strip() for tag in languages.split(",")]
    codes = [tag.rpartition("-")[2].upper() for tag in tags if "-" in tag or tag in ONE_COUNTRY]
    return next((by_code[code] for code in codes if code in by_code), by_code[ELSEWHERE])


class Help(Content):
    """The words of "Get help now"; `{number}` and `{department}` stand for those of the person's country."""

    label: SafetyText
    lead: SafetyText
    call: SafetyText
    urgent: SafetyText
    """Said in the quiz at once, when a danger sign is ticked."""
    elsewhere: SafetyText
    lost: SafetyText
    """Said when there is no connection."""
    not_loaded: SafetyText
    """Said when the program of the page could not be fetched, so that buttons do nothing."""
    failed: SafetyText
    failed_lead: SafetyText
    again: SafetyText
    no_script: SafetyText


class Footer(Content):
    """The signs that need help at once, at the foot of every page."""

    title: SafetyText
    signs: Lines
    line: SafetyText


class Advice(Content):
    """What to do after a session that was stopped because it hurt."""

    lead: SafetyText
    do: Lines


class SeenOption(Content):
    """One answer about having been seen; one that does not count says what to do instead."""

    id: Id
    label: SafetyText
    instead: SafetyText | None = None


class SeenQuestion(Content):
    """One thing we ask before "I have been seen about this" counts."""

    id: Id
    title: SafetyText
    options: Annotated[tuple[SeenOption, ...], Field(min_length=2)]


class Seen(Content):
    """The page "I have been seen about this": who, when, what they said, and whether anything is worse."""

    title: SafetyText
    lead: SafetyText
    questions: Annotated[tuple[SeenQuestion, ...], Field(min_length=1)]
    not_yet: SafetyText
    """The title when an answer does not count."""
    back_label: SafetyText
    again_title: SafetyText
    """The title before the sign itself is asked about again."""
    again: SafetyText
    again_label: SafetyText

    def instead(self, given: Mapping[str, str]) -> str | None:
        """What to do instead, for the first answer that does not count."""
        chosen = (o for q in self.questions for o in q.options if given.get(q.id) == o.id)
        return next((option.instead for option in chosen if option.instead), None)


class OwnList(Content):
    """The page on which a person says what their own surgeon or physiotherapist told them to leave out."""

    title: SafetyText
    lead: SafetyText
    none_label: SafetyText
    save_label: SafetyText
    saved: SafetyText


class Screens(Content):
    """content/screens.yaml: the wording of results, numbers to call, limits and the footer."""

    levels: Levels
    say_first: SafetyText
    """How everybody begins who tells a clinician what they ticked."""
    seen: Seen
    own_list: OwnList
    emergency_numbers: Annotated[tuple[EmergencyNumber, ...], Field(min_length=1)]
    stopped_for_pain: Advice
    disclaimers: Lines
    footer: Footer
    help: Help
    sources: Sources
    reviewed: date
    reviewed_by: str | None = None


class SafetyItem(Content):
    """One tick before a session; a tick or "not sure" stops it, and the questions in `asks` start afresh."""

    id: Id
    label: SafetyText
    hint: SafetyText | None = None
    ask_when: When | None = None
    asks: Annotated[tuple[QuestionId, ...], Field(min_length=1)]
    call: SafetyText | None = None
    """Said at once when it is ticked, with the button to call for help: when to call instead of going on."""
    then: SafetyText


class SafetyCheck(Content):
    """content/safety_check.yaml: the short check before each session."""

    title: SafetyText
    lead: SafetyText
    items: Annotated[tuple[SafetyItem, ...], Field(min_length=1)]
    none_label: SafetyText
    not_sure_label: SafetyText
    not_sure_then: SafetyText
    start_label: SafetyText
    stop_title: SafetyText
    again_label: SafetyText
    sources: Sources
    reviewed: date
    reviewed_by: str | None = None
