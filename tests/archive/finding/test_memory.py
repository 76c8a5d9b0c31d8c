"""A page is given again only while nothing was written, and not for long."""

import time

from archive.finding.memory import Memory


class Desk:
    """Makes pages, and knows how many."""

    def __init__(self, said=b"page"):
        self.said, self.made = said, 0

    def __call__(self):
        self.made += 1
        return self.said


def test_the_same_page_is_made_once_at_one_moment():
    memory, make = Memory(), Desk()
    assert [memory.page("1", ("q",), make) for _ in range(3)] == [b"page"] * 3
    assert make.made == 1


def test_other_words_and_another_day_are_another_page():
    memory, make = Memory(), Desk()
    for key in [("1 May", "q"), ("2 May", "q"), ("1 May", "p")]:
        memory.page("1", key, make)
    assert make.made == 3


def test_after_anything_was_written_it_is_made_anew_and_the_old_ones_are_gone():
    memory = Memory()
    memory.page("1", ("q",), Desk(b"before"))
    memory.page("1", ("p",), Desk(b"before"))
    assert memory.page("2", ("q",), Desk(b"after")) == b"after"
    assert len(memory) == 1


def test_a_page_made_while_something_was_written_is_kept_for_nobody():
    memory = Memory()

    def slow():
        memory.page("2", ("p",), Desk())  # somebody else, later and sooner ready
        return b"old"

    assert memory.page("1", ("q",), slow) == b"old"
    assert memory.page("2", ("q",), Desk(b"new")) == b"new"


def test_nothing_is_kept_when_the_moment_is_not_known():
    memory, make = Memory(), Desk()
    memory.page("", ("q",), make)
    memory.page("", ("q",), make)
    assert (make.made, len(memory)) == (2, 0)


def test_a_page_is_forgotten_in_time_though_nobody_asks_again():
    memory = Memory(seconds=0.02)
    memory.page("1", ("q",), Desk())
    assert len(memory) == 1
    deadline = time.monotonic() + 5
    while len(memory) and time.monotonic() < deadline:
        time.sleep(0.01)
    assert len(memory) == 0


def test_it_holds_so_many_pages_and_letters_the_newest():
    memory = Memory(pages=3, size=100)
    for n in range(5):
        memory.page("1", (str(n),), Desk())
    assert len(memory) == 3
    memory.page("1", ("long",), Desk(b"x" * 99))
    assert len(memory) == 1


def test_one_very_long_page_is_not_kept():
    memory = Memory()
    memory.page("1", ("q",), Desk(b"x" * 1_000_000))
    assert len(memory) == 0
