"""Where data lives and which secret signs the cookie, read from the environment into one frozen value."""

from __future__ import annotations

import os
import re
import secrets
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

from lowback.language.languages import ENGLISH, LANGUAGES, Language

_YES = {"1", "true", "yes", "on"}
_NO = {"", "0", "false", "no", "off"}
_DRIVERS = {
    "sqlite": "sqlite",
    "sqlite+pysqlite": "sqlite",
    **dict.fromkeys(("postgres", "postgresql", "postgresql+psycopg"), "postgresql+psycopg"),
}
"""Of each way to write it the driver that we know."""
_SHORTEST_SECRET = 16
_NAME = re.compile(r"[a-z0-9]([a-z0-9.-]*[a-z0-9])?|\[[0-9a-f:.]+\]")


class SettingsError(Exception):
    """One sentence that says which environment variable is wrong and what it should be."""

    def __init__(self, name: str, wants: str) -> None:
        super().__init__(f"{name} {wants}.")


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything the app learns from its surroundings."""

    data_dir: Path
    database_url: str
    demo: bool
    secret: bytes
    secret_before: bytes | None = None
    """The key that signed before this one, while its cookies are still about."""
    hosts: frozenset[str] = frozenset()
    """More names at which people reach us, in small letters, without a port."""
    languages: tuple[Language, ...] = (ENGLISH,)
    """What people may choose from; English is always among them."""

    @property
    def keys(self) -> tuple[bytes, ...]:
        """Every key whose signature counts, oldest first; the last one signs."""
        return (self.secret_before, self.secret) if self.secret_before else (self.secret,)


def settings(environ: Mapping[str, str] | None = None) -> Settings:
    """The settings for these environment variables (default: the process's own).

    Raises:
        SettingsError: a variable has a value that cannot be used.
    """
    env = os.environ if environ is None else environ
    data_dir = _data_dir(env)
    url = _database_url(env, data_dir)
    return Settings(
        data_dir=data_dir,
        database_url=url,
        demo=_demo(env),
        secret=_secret(env, data_dir, shared=not url.startswith("sqlite")),
        secret_before=_given_key(env, "LOWBACK_SECRET_BEFORE"),
        hosts=_hosts(env),
        languages=_languages(env),
    )


def _data_dir(env: Mapping[str, str]) -> Path:
    given = env.get("LOWBACK_DATA_DIR", "").strip()
    folder = Path(given).expanduser().absolute() if given else _user_data(env) / "lowback"
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise SettingsError("LOWBACK_DATA_DIR", "must name a folder that can be created") from error
    return folder


def _user_data(env: Mapping[str, str]) -> Path:
    if env.get("XDG_DATA_HOME"):
        return Path(env["XDG_DATA_HOME"])
    if sys.platform == "win32" and env.get("LOCALAPPDATA"):
        return Path(env["LOCALAPPDATA"])
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Application Support"
    return Path.home() / ".local" / "share"


def _database_url(env: Mapping[str, str], data_dir: Path) -> str:
    given = env.get("LOWBACK_DATABASE_URL", "").strip()
    return checked_url(given) if given else f"sqlite:///{(data_dir / 'lowback.db').as_posix()}"


def checked_url(given: str, name: str = "LOWBACK_DATABASE_URL") -> str:
    """The address of a database that we can use, with the driver that we know.

    Raises:
        SettingsError: it is none, and what `name` should be.
    """
    try:
        url = make_url(given)
        url = url.set(drivername=_DRIVERS[url.drivername])
        url.get_dialect().import_dbapi()
    except (ArgumentError, KeyError, ValueError) as error:
        wants = "must be a database URL such as sqlite:///diary.db or postgresql://user:password@host/name"
        raise SettingsError(name, wants) from error
    except ImportError as error:
        raise SettingsError(name, "needs its driver: pip install -r requirements-postgres.lock") from error
    return url.render_as_string(hide_password=False)


def _demo(env: Mapping[str, str]) -> bool:
    given = env.get("LOWBACK_DEMO", "").strip().lower()
    if given not in _YES | _NO:
        raise SettingsError("LOWBACK_DEMO", "must be 1 (example data) or 0")
    return given in _YES


def _hosts(env: Mapping[str, str]) -> frozenset[str]:
    names = [name.strip().lower() for name in env.get("LOWBACK_HOSTS", "").split(",")]
    if any(name and not _NAME.fullmatch(name) for name in names):
        raise SettingsError("LOWBACK_HOSTS", "must be names such as back.example.org, with commas between them")
    return frozenset(name.strip("[]") for name in names if name)


def _languages(env: Mapping[str, str]) -> tuple[Language, ...]:
    tags = [tag.strip() for tag in env.get("LOWBACK_LANGUAGES", "").split(",") if tag.strip()]
    if unknown := [tag for tag in tags if tag not in LANGUAGES]:
        wants = f"must be some of {', '.join(LANGUAGES)}, and {unknown[0]} is none of them"
        raise SettingsError("LOWBACK_LANGUAGES", wants)
    return (ENGLISH, *(LANGUAGES[tag] for tag in dict.fromkeys(tags) if tag != ENGLISH.tag))


def _secret(env: Mapping[str, str], data_dir: Path, *, shared: bool) -> bytes:
    """`shared`: the diary is on a server, where a process with a key of its own would show everybody an empty one."""
    key, file = _given_key(env, "LOWBACK_SECRET"), env.get("LOWBACK_SECRET_FILE", "").strip()
    if shared and not key and not file:
        wants = "or LOWBACK_SECRET_FILE must be set, the same for every process, because the diary is on a server"
        raise SettingsError("LOWBACK_SECRET", f"{wants}; what signed until now is in {data_dir / 'secret.key'}")
    return key or _key_file(Path(file) if file else data_dir / "secret.key")


def _given_key(env: Mapping[str, str], name: str) -> bytes | None:
    given = env.get(name, "")
    if given and len(given) < _SHORTEST_SECRET:
        raise SettingsError(name, f"must have at least {_SHORTEST_SECRET} characters")
    return given.encode() or None


def _key_file(path: Path) -> bytes:
    """The key kept in this file, made on first use so that nobody else can read it."""
    try:
        if not path.exists():
            _make_key(path)
        key = path.read_bytes().strip()
    except OSError as error:
        raise SettingsError(
            "LOWBACK_DATA_DIR", f"and the folder of {path.name} must be ones we can write to"
        ) from error
    if len(key) < _SHORTEST_SECRET:
        raise SettingsError("LOWBACK_SECRET", f"must be set, or {path.name} deleted: it holds no key")
    return key


def _make_key(path: Path) -> None:
    # A whole file is linked into place, so that of two processes starting together one wins
    # and neither reads half a key.
    draft = path.with_name(f"{path.name}.{secrets.token_hex(4)}")
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(handle, "w", encoding="ascii") as file:
            file.write(secrets.token_hex(32))
        os.link(draft, path)
    except FileExistsError:
        pass
    finally:
        draft.unlink()
