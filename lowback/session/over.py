"""Why a session that is being played ends without the person having ended it there: what the player then says."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from lowback.language.speech import later, say
from lowback.session import sentences
from lowback.session.script import End, Part

Standing = Literal["running", "finished", "stopped", "pain", "abandoned", "deleted", "gone"]
"""What has become of a session: `pain` is stopped for pain, `gone` is no longer known."""

ENDED = later("This session was ended on another page or device. What you did counts.")
DELETED = (
    later("This session was deleted"),
    later("It was deleted on another page or device, so it ends here."),
)
WORDS: Mapping[str, tuple[str, str]] = {
    "danger": (later("Stop here for now"), later("Something that you told us since this session began comes first.")),
    "finished": (later("Well done"), ENDED),
    "stopped": (later("That is it for today"), ENDED),
    "abandoned": (
        later("This session has ended"),
        later("It was left, or another one was begun. What you did in it is saved."),
    ),
    "deleted": DELETED,
    "gone": DELETED,
}


class Over(Part):
    """A session is over for a reason from elsewhere."""

    standing: Standing | Literal["danger"]
    end: End


def over(standing: Standing, *, may_exercise: bool) -> Over | None:
    """Why a player of a session that stands like this must end; None while it goes on.

    `may_exercise`: whether the person's answers, as they are now, allow it.
    """
    if standing == "running" and may_exercise:
        return None
    why = "danger" if standing == "running" else standing
    if why == "pain":
        return Over(standing=why, end=End.model_validate(sentences.ends()["pain"]))
    title, text = map(say, WORDS[why])
    return Over(standing=why, end=End.model_validate(sentences.end(title, text)))
