"""A statement with one word turned round is told from the statement itself."""

import pytest

from language.en.text.opposites import reversed_statements

TRUE = ("On average a lookup takes constant time, and the worst case is linear.",
        "Every insert has to update the index, so writes get slower.")  # fmt: skip


@pytest.mark.parametrize(
    "said",
    [
        "On average a lookup takes linear time.",
        "Every insert has to update the index, so the writes get faster.",
        "An insert does not have to update the index.",
    ],
)
def test_what_is_turned_round_is_found(said: str) -> None:
    assert reversed_statements(said, TRUE) == [said]


@pytest.mark.parametrize(
    "said",
    [
        *TRUE,
        "A lookup takes constant time on average.",
        "The index is updated by every insert instead of never.",
        "My team never had a plan for that.",
        "It is faster.",
    ],
)
def test_what_is_not_is_left_alone(said: str) -> None:
    assert reversed_statements(said, TRUE) == []


def test_without_statements_nothing_is_wrong() -> None:
    assert reversed_statements("Everything is slower.", ()) == []
