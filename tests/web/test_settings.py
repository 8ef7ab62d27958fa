"""Settings come from the environment, and a wrong value is named."""

import stat
import sys
from threading import Thread

import pytest

from lowback.settings import SettingsError, checked_url, settings


def env(folder, **more):
    return {"LOWBACK_DATA_DIR": str(folder), **more}


def test_without_any_variable_data_goes_to_the_users_data_folder(tmp_path):
    found = settings({"XDG_DATA_HOME": str(tmp_path)})

    assert found.data_dir == tmp_path / "lowback"
    assert found.database_url == f"sqlite:///{(tmp_path / 'lowback' / 'lowback.db').as_posix()}"
    assert not found.demo


def test_the_key_is_made_once_and_only_its_owner_may_read_it(tmp_path):
    first = settings(env(tmp_path))

    assert settings(env(tmp_path)).secret == first.secret
    assert len(first.secret) >= 32
    assert stat.S_IMODE((tmp_path / "secret.key").stat().st_mode) == 0o600
    assert [path.name for path in tmp_path.iterdir()] == ["secret.key"]


def test_two_that_start_together_read_the_same_key(tmp_path):
    keys = []
    threads = [Thread(target=lambda: keys.append(settings(env(tmp_path)).secret)) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(keys) == 8
    assert len(set(keys)) == 1


def test_a_given_secret_is_used_and_no_key_is_made(tmp_path):
    found = settings(env(tmp_path, LOWBACK_SECRET="sixteen letters!"))

    assert found.secret == b"sixteen letters!"
    assert list(tmp_path.iterdir()) == []


def test_a_key_file_is_made_where_it_is_named_and_shared_by_all_who_name_it(tmp_path):
    file = str(tmp_path / "shared.key")

    one, other = (settings(env(tmp_path / name, LOWBACK_SECRET_FILE=file)) for name in ("one", "other"))

    assert one.secret == other.secret == (tmp_path / "shared.key").read_bytes()
    assert list((tmp_path / "one").iterdir()) == []


@pytest.mark.parametrize("given", [{"LOWBACK_SECRET": "sixteen letters!"}, {"LOWBACK_SECRET_FILE": "shared.key"}])
def test_where_the_diary_is_on_a_server_no_process_signs_with_a_key_of_its_own(tmp_path, monkeypatch, given):
    monkeypatch.chdir(tmp_path)
    on_server = env(tmp_path, LOWBACK_DATABASE_URL="postgresql://host/name")

    with pytest.raises(SettingsError, match="^LOWBACK_SECRET or LOWBACK_SECRET_FILE must be set"):
        settings(on_server)

    assert not (tmp_path / "secret.key").exists()
    assert settings(on_server | given).secret


def test_the_key_before_is_read_and_the_new_one_signs(tmp_path):
    found = settings(env(tmp_path, LOWBACK_SECRET="sixteen letters!", LOWBACK_SECRET_BEFORE="sixteen or more letters"))

    assert found.keys == (b"sixteen or more letters", b"sixteen letters!")
    assert settings(env(tmp_path, LOWBACK_SECRET="sixteen letters!")).keys == (b"sixteen letters!",)


def test_demo_and_database_can_be_chosen(tmp_path):
    found = settings(env(tmp_path, LOWBACK_DEMO="1", LOWBACK_DATABASE_URL="sqlite:///x.db"))

    assert found.demo
    assert found.database_url == "sqlite:///x.db"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("LOWBACK_DEMO", "perhaps"),
        ("LOWBACK_DATABASE_URL", "not a url"),
        ("LOWBACK_DATABASE_URL", "mysql://host/name"),
        ("LOWBACK_DATABASE_URL", "postgresql+nothing://host/name"),
        ("LOWBACK_DATABASE_URL", "postgresql+psycopg2://host/name"),
        ("LOWBACK_DATABASE_URL", "postgresql://me:secret@host:port/name"),
        ("LOWBACK_SECRET", "short"),
        ("LOWBACK_SECRET_BEFORE", "short"),
        ("LOWBACK_HOSTS", "*"),
        ("LOWBACK_HOSTS", "https://back.example.org"),
        ("LOWBACK_HOSTS", "back.example.org:8501"),
    ],
)
def test_a_wrong_value_is_one_sentence_that_names_its_variable(tmp_path, name, value):
    with pytest.raises(SettingsError, match=f"^{name} [^.]+") as refused:
        settings(env(tmp_path, **{name: value}))

    assert str(refused.value).endswith(".")
    assert value not in str(refused.value)


def test_more_names_of_ours_can_be_given(tmp_path):
    found = settings(env(tmp_path, LOWBACK_HOSTS=" Back.example.org, 203.0.113.5 ,[fe80::2],"))

    assert found.hosts == {"back.example.org", "203.0.113.5", "fe80::2"}


def test_a_data_folder_that_is_a_file_is_refused(tmp_path):
    (tmp_path / "file").write_text("x", encoding="utf-8")

    with pytest.raises(SettingsError, match="LOWBACK_DATA_DIR"):
        settings(env(tmp_path / "file"))


def test_an_empty_key_file_is_refused_rather_than_used(tmp_path):
    (tmp_path / "secret.key").write_text("", encoding="utf-8")

    with pytest.raises(SettingsError, match=r"secret\.key"):
        settings(env(tmp_path))


def test_a_database_whose_driver_is_missing_is_one_sentence(tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "psycopg", None)

    with pytest.raises(SettingsError, match=r"needs its driver: pip install -r requirements-postgres\.lock"):
        settings(env(tmp_path, LOWBACK_DATABASE_URL="postgresql://host/name"))


@pytest.mark.parametrize("scheme", ["postgres", "postgresql", "postgresql+psycopg"])
def test_a_server_may_be_written_in_every_usual_way_and_keeps_its_password(scheme):
    found = checked_url(f"{scheme}://me:p%40ss@host:5433/name?sslmode=require")

    assert found == "postgresql+psycopg://me:p%40ss@host:5433/name?sslmode=require"
