"""Capitals inside a sentence, and of "I"."""

import pytest

from language.en.text.casing import with_capital_i, within_a_sentence


@pytest.mark.parametrize(
    ("phrase", "inside"),
    [
        ("Names the lock that is held", "names the lock that is held"),
        ("A replica lags behind", "a replica lags behind"),
        ("JavaScript runs on one thread", "JavaScript runs on one thread"),
        ("TCP keeps the order", "TCP keeps the order"),
        ("I'm on call", "I'm on call"),
        ("I wrote tests", "I wrote tests"),
        ("", ""),
    ],
)
def test_a_phrase_loses_the_capital_that_only_began_it(phrase: str, inside: str) -> None:
    assert within_a_sentence(phrase) == inside


def test_i_is_a_capital_wherever_it_stands_alone() -> None:
    assert with_capital_i("i think it is what i said") == "I think it is what I said"
