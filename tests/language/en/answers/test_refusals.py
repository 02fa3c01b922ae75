"""Saying that no answer will come, told from answers that are unsure."""

import pytest

from language.en.answers.refusals import is_refusal


@pytest.mark.parametrize(
    "said",
    [
        "I don't know.",
        "I really don't know that one",
        "No idea, sorry.",
        "Um, I'm not sure.",
        "Let's skip this question please.",
        "Pass.",
        "I can't think of an example.",
        "I'd rather not say.",
        "Nothing comes to mind.",
        "Next question please",
    ],
)
def test_a_refusal_is_told_from_an_answer(said: str) -> None:
    assert is_refusal(said)


@pytest.mark.parametrize(
    "said",
    [
        "I don't know the exact number, but an index avoids a full scan of the table.",
        "I pass the token to the service and it checks the signature there.",
        "I'm not sure, maybe it sorts rows in a tree structure.",
        "We skip the cache when the key is missing and read the database.",
    ],
)
def test_an_unsure_answer_is_an_answer(said: str) -> None:
    assert not is_refusal(said)
