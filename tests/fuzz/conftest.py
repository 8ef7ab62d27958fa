"""What tests of this folder share with those that break things."""

from tests.e2e.conftest import serve
from tests.faults.conftest import figures, pytest_terminal_summary

__all__ = ["figures", "pytest_terminal_summary", "serve"]
