"""Whoever takes back what they said, in whatever words, has not said it."""

import pytest

from language.en.stories.retractions import takes_all_back
from language.en.text.tokens import sentences


@pytest.mark.parametrize("said", [
    "Scrap that, every word of it is wrong.",
    "On second thought that is all false.",
    "Well, nothing of this is true.",
    "No, wait, it's all rubbish, sorry.",
    "To be honest, everything I said is a lie.",
    "Please ignore all of it again.",
    "That's not how it is at all.",
])  # fmt: skip
def test_a_short_sentence_that_points_back_and_says_false_takes_back(said: str) -> None:
    assert takes_all_back(sentences(said)[0])


@pytest.mark.parametrize("said", [
    "None of that is easy.",
    "Everything I told the client was wrong, so I apologised.",
    "We found that all of it was wrong.",
    "It is wrong to keep all the state in one place.",
    "That is not always true for a sorted list.",
    "I told them to forget the plan, and all of it went away.",
    "All of this is stored in a bucket.",
    "And that's all there is to it.",
    "It is not just faster.",
])  # fmt: skip
def test_what_says_something_of_its_own_does_not(said: str) -> None:
    assert not takes_all_back(sentences(said)[0])
