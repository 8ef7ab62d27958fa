"""Tables that were made already are kept while there is room, whoever they are for."""

import pandas as pd

from lowback.ui.shared import Shelf


class Table:
    """Makes a table of so many rows, and counts how often."""

    def __init__(self, rows):
        self.rows = rows
        self.made = 0

    def __call__(self):
        self.made += 1
        return pd.DataFrame({"pain": [5.0] * self.rows})


def test_a_table_is_made_once():
    shelf, make = Shelf(10_000), Table(9)

    assert shelf.table("mine", make) is shelf.table("mine", make)
    assert make.made == 1


def test_tables_take_no_more_memory_than_they_may_and_the_oldest_go_first():
    shelf, often, once = Shelf(10_000), Table(200), Table(200)
    shelf.table("once", once)
    for key in range(9):
        shelf.table(key, Table(200))
        shelf.table("often", often)

    shelf.table("once", once)

    assert shelf.bytes <= 10_000
    assert (often.made, once.made) == (1, 2)


def test_a_table_that_is_too_large_is_made_and_not_kept():
    shelf = Shelf(1_000)

    assert len(shelf.table("large", Table(5_000))) == 5_000
    assert shelf.bytes == 0
