"""Starting by hand: which address, and one line when it cannot be."""

from __future__ import annotations

import socket

import pytest

from lowback.web.serve import CannotServe, address, check_free, main


def test_by_default_only_this_machine_can_reach_it() -> None:
    assert address({}) == ("127.0.0.1", 8501)


def test_host_and_port_can_be_chosen() -> None:
    assert address({"HOST": "0.0.0.0", "PORT": "9000"}) == ("0.0.0.0", 9000)  # noqa: S104 - the point of HOST


@pytest.mark.parametrize("port", ["0", "-1", "65536", "http", "8501.5", "٨٥٠١"])
def test_a_port_that_is_none_is_refused_in_one_line(port: str) -> None:
    with pytest.raises(CannotServe, match=r"\APORT must be a number from 1 to 65535, not .*\.\Z"):
        address({"PORT": port})


def test_a_taken_port_is_named_with_a_way_out(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        monkeypatch.setenv("PORT", str(port))
        monkeypatch.delenv("HOST", raising=False)

        status = main()

    said = capsys.readouterr()
    assert status == 1
    assert said.out == ""
    assert said.err.startswith(f"Port {port} is taken. Choose another one: make run PORT=")
    assert said.err.count("\n") == 1


def test_a_host_that_is_not_ours_is_refused_in_one_line() -> None:
    with pytest.raises(CannotServe, match="HOST must be an address of this machine"):
        check_free("203.0.113.7", 8501)


def test_a_free_port_is_free() -> None:
    check_free("127.0.0.1", 0)
