"""Words of numbers are read by the table that writes them."""

import re

import pytest

from language.en.text.number_words import COUNTS, LARGEST_WRITTEN, NUMBERS, counted, value_of


@pytest.mark.parametrize("number", range(LARGEST_WRITTEN + 1))
def test_what_is_written_in_words_is_read_as_the_same_number(number: int) -> None:
    assert not counted(number).isdecimal()
    assert value_of(counted(number)) == number


def test_a_larger_number_stays_in_figures() -> None:
    assert counted(LARGEST_WRITTEN + 1) == str(LARGEST_WRITTEN + 1)


def test_words_that_are_no_number_have_no_value() -> None:
    assert value_of("many") is None
    assert value_of("Thirty") == 30


def test_a_count_is_every_word_of_a_number_but_one_and_nothing() -> None:
    found = {word for word in NUMBERS if re.fullmatch(COUNTS, word)}
    assert NUMBERS.keys() - found == {"zero", "one"}
