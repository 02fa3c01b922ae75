"""A statement with one word turned round is told from the statement itself."""

import pytest

from language.en.text.opposites import negated_runs, reversed_statements, turned_whole

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


def test_a_denial_of_something_else_turns_nothing_round() -> None:
    said = "If every insert has to update the index it cannot become stale."
    assert reversed_statements(said, TRUE) == []


STORY = ("We counted the alerts for a month and deleted those that nobody had acted on.",)


def test_a_sample_story_turned_round_is_found_as_a_whole() -> None:
    denied = "We never counted the alerts for a month and deleted those that nobody had acted on."
    assert turned_whole(denied, STORY) == [denied]
    assert turned_whole(STORY[0], STORY) == []
    assert turned_whole("We never counted on anybody else.", STORY) == []


DENIALS = (
    "A lookup does not use a hash.", "Keys are never compared.", "The table cannot grow.",
)  # fmt: skip


def test_a_row_of_denials_says_nothing() -> None:
    assert negated_runs(" ".join(DENIALS), ()) == list(DENIALS)
    assert negated_runs(" ".join(DENIALS[:2]), ()) == []
    broken = f"{DENIALS[0]} A bucket holds a list. {DENIALS[1]} {DENIALS[2]}"
    assert negated_runs(broken, ()) == []


def test_a_denial_that_is_right_and_a_contrast_are_not_taken_for_it() -> None:
    known = ("Keys are never compared by address.",)
    assert DENIALS[1] not in negated_runs(" ".join(DENIALS), known)
    contrast = "It is not the first but the last."
    assert negated_runs(" ".join((*DENIALS[:2], contrast)), ()) == []
