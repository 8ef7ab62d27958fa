"""What the browser half says in one language, as it fetches it (components/say.js)."""

from __future__ import annotations

from collections.abc import Iterator

from babel.messages.pofile import read_po

from lowback.language.speech import LIST, Speech

BROWSER = (".js", ".html")
"""How the files of the browser half end."""
ENOUGH = range(200)
"""So many numbers have every form that a number can have."""

Forms = dict[str, str]


def words(speech: Speech) -> dict[str, object]:
    """The sentences that are another in this language, by the English ones; those for numbers in all their forms."""
    known = {one: (_forms(speech, one, many) if many else speech.pattern(one)) for one, many in _sentences()}
    rules = str(speech.language.locale).replace("_", "-")
    return {"rules": rules, "words": {one: said for one, said in known.items() if said != one}}


def _forms(speech: Speech, one: str, many: str) -> Forms:
    plural = speech.language.locale.plural_form
    return {plural(number): speech.form(one, many, number) for number in ENOUGH}


def _sentences() -> Iterator[tuple[str, str]]:
    with LIST.open("rb") as file:
        listed = read_po(file)
    for message in listed:
        if any(name.endswith(BROWSER) for name, _ in message.locations):
            yield (message.id, "") if isinstance(message.id, str) else (message.id[0], message.id[1])
