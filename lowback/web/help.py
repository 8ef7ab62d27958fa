"""Help that needs neither Streamlit nor a script: the corner of every page, a page of its own, and when we fail."""

from __future__ import annotations

from html import escape
from pathlib import Path
from string import Template

from starlette.datastructures import Headers
from starlette.requests import Request, cookie_parser
from starlette.responses import HTMLResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from lowback.language.languages import CHOSEN, Language
from lowback.language.speech import speaking, spoken
from lowback.library.screens import EmergencyNumber, Screens, address_of, country_of
from lowback.web import resources
from lowback.web.bare import read_bare

FOLDER = Path(__file__).parent
STYLE = read_bare(FOLDER / "help.css")
CORNER = Template((FOLDER / "help.html").read_text("utf-8"))
COMPONENTS = FOLDER.parent / "ui" / "components"
CONNECTION = read_bare(COMPONENTS / "connection.js")
TRANSLATION = read_bare(COMPONENTS / "translation.js")
PRINT = read_bare(COMPONENTS / "print.js")
PAGE = Template((FOLDER / "help_page.html").read_text("utf-8"))


def corner(languages: str) -> str:
    """The words "Get help now" with the number of the country that a browser's languages name."""
    screens = resources.library().screens
    here = country_of(screens.emergency_numbers, languages)
    return CORNER.substitute(_words(screens, here), connection=CONNECTION, translation=TRANSLATION, print=PRINT)


def without_script(languages: str) -> str:
    """What to do when no script runs, so that the app cannot open."""
    screens = resources.library().screens
    return escape(country_of(screens.emergency_numbers, languages).fill(screens.help.no_script))


def page(languages: str, *, failed: bool = False) -> str:
    """The whole page: the call first, then the signs, then the numbers of other countries."""
    screens = resources.library().screens
    words = screens.help
    here = country_of(screens.emergency_numbers, languages)
    rows = (f"<li>{escape(n.country)}: {_link(n.number)}</li>" for n in screens.emergency_numbers if n != here)
    again = f'<p>{escape(words.failed_lead)} <a class="plain" href="">{escape(words.again)}</a></p>'
    return PAGE.substitute(
        _words(screens, here),
        style=STYLE,
        title=escape(words.failed if failed else words.label),
        failed=again if failed else "",
        lang=spoken().language.tag,
        dir=spoken().language.direction,
        numbers="".join(rows),
    )


def help_page(request: Request) -> HTMLResponse:
    """Answer /help."""
    with speaking(language_of(request.headers).tag):
        return HTMLResponse(page(request.headers.get("accept-language", "")))


def language_of(asked: Headers) -> Language:
    """The language in which a browser's request is answered."""
    cookies = cookie_parser(asked.get("cookie", ""))
    return resources.language_for(cookies.get(CHOSEN, ""), asked.get("accept-language", ""))


class Failing:
    """Where the answer would be an error of ours, a browser gets a page that says so and whom to call."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on anything but a browser's request for a page; the error itself still goes to the log."""
        headers = Headers(scope=scope) if scope["type"] == "http" else Headers()
        if "text/html" not in headers.get("accept", ""):
            await self._app(scope, receive, send)
            return
        begun = False
        failed: int | None = None

        async def send_unless_failed(message: Message) -> None:
            nonlocal begun, failed
            if message["type"] == "http.response.start" and message["status"] >= 500:
                failed = message["status"]
            elif failed is None:
                begun = True
                await send(message)

        try:
            await self._app(scope, receive, send_unless_failed)
        except BaseException:
            failed = None if begun else 500
            raise
        finally:
            if failed:
                with speaking(language_of(headers).tag):
                    answer = page(headers.get("accept-language", ""), failed=True)
                await HTMLResponse(answer, status_code=failed)(scope, receive, send)


def _words(screens: Screens, here: EmergencyNumber) -> dict[str, str]:
    words = screens.help
    note = f"<p>{escape(here.note)}</p>" if here.note else ""
    label = escape(words.call.format(number=here.number))
    return {
        "label": escape(words.label),
        "call": f'<a class="call" href="{here.tel}">{label}</a>{note}',
        "lead": escape(words.lead),
        "signs": "".join(f"<li>{escape(sign)}</li>" for sign in screens.footer.signs),
        "elsewhere": escape(words.elsewhere),
        "lost": escape(here.fill(words.lost)),
        "not_loaded": escape(here.fill(words.not_loaded)),
        "again": escape(words.again),
    }


def _link(number: str) -> str:
    return f'<a class="plain" href="{address_of(number)}">{escape(number)}</a>'
