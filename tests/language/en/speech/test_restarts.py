"""What a speaker says while looking for words is left out, and nothing else is."""

import pytest

from language.en.speech.restarts import cased, without_restarts


@pytest.mark.parametrize(
    ("said", "left"),
    [
        ("um, we we moved the, uh, the data", "we moved the data"),
        ("My part was, uh, the rollback.", "My part was the rollback."),
        ("It failed, uh, I was on duty.", "It failed, I was on duty."),
        ("I did it. Um. Then I left.", "I did it. Then I left."),
        ("So we went... um ... no.", "So we went... no."),
        ("um, uh, erm", ""),
        ("The umbrella was humid.", "The umbrella was humid."),
        ("It has 1,1 and 10, 10 rows.", "It has 1,1 and 10 rows."),
        ("I think I'm I'm sure.", "I think I'm sure."),
    ],
)
def test_sounds_and_repetitions_are_left_out(said: str, left: str) -> None:
    assert without_restarts(said) == left


def test_a_text_that_was_cleaned_stays_as_it_is() -> None:
    said = "Well, um, the the index, uh, it is a tree. Um, it it costs writes."
    assert without_restarts(without_restarts(said)) == without_restarts(said)


def test_sentences_begin_with_a_capital() -> None:
    assert cased("it is. is it? yes") == "It is. Is it? Yes"
