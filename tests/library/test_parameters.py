"""The numbers that decide what we say are the published ones."""

from examples.contents import load_library

NUMBERS = load_library().parameters


def test_the_important_change_is_the_published_one():
    assert NUMBERS.mic_points.value == 2
    assert NUMBERS.mic_percent.value == 30
    assert NUMBERS.mic_points.sources == ("Ostelo2008",)
