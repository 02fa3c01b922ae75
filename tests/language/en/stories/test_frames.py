"""Sentences that differ in one place only name or report things."""

import pytest

from language.en.stories.assertion import asserted
from language.en.stories.frames import framed

FILLED = ("the hash function", "collisions in a bucket", "resizing of the table", "the load factor")
SAID = (
    "the hash function maps a key to a bucket",
    "collisions are kept in a list and the keys compared",
    "when it fills up the table is resized",
)


@pytest.mark.parametrize("frame", [
    "I'd have to look up {}.",
    "After that I'd get around to {}.",
    "Somebody smarter would bring up {}.",
    "Feel free to wonder about {}.",
    "And {} matters a good deal as well.",
])  # fmt: skip
def test_a_frame_that_is_filled_with_names_says_nothing_of_them(frame: str) -> None:
    assert asserted(" ".join(frame.format(one) for one in FILLED)) == ""


@pytest.mark.parametrize("frame", [
    "You often read that {}, and it is no more than hearsay.",
    "Oh, marvellous, sure, {}.",
    "My cousin swears that {}. He has no clue.",
])  # fmt: skip
def test_a_frame_that_is_filled_with_statements_asserts_none_of_them(frame: str) -> None:
    assert asserted(" ".join(frame.format(one) for one in SAID)) == ""


@pytest.mark.parametrize("told", [
    "I checked the logs first. I checked the queue then. I checked the disk last.",
    "An index makes reads fast because the tree is short. An index makes writes slow because it "
    "is updated with them. An index takes disk space for every row.",
    "I would stop the rollout. I would look at the last change. I would tell support.",
    "I'd have to look up the factor. But the table grows when it is full. Keys are compared.",
])  # fmt: skip
def test_what_is_told_or_said_of_one_subject_is_no_frame(told: str) -> None:
    assert framed(told) == ()
    assert asserted(told) == told
