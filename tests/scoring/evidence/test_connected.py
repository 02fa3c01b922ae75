"""Speech is told from word salad and from lists; speech with mistakes stays speech."""

import random

import pytest

from core.plan import Question
from language.en.answers.connected import broken_share, linking_share, misplaced_capitals
from scoring.evidence.connected import connectedness, key_word_share
from tests.scoring.interviews import BANK, INDEXES

SPEECH = (
    "When I joined the team, the reports were slow and nobody knew why. I asked the two people who "
    "used them most, and I looked at the queries with them. It turned out that the same table was "
    "read for each of the lines, so I wrote one query for all of them and tested it for a week."
)


@pytest.mark.parametrize("asked", BANK, ids=lambda asked: asked.id)
def test_an_outline_is_connected(asked: Question) -> None:
    assert connectedness(asked.outline, asked.key_points) == 1


def test_speech_is_connected_also_with_repetitions_and_slips() -> None:
    assert connectedness(SPEECH, INDEXES.key_points) == 1
    slips = SPEECH.replace("the team", "the the team").replace("I asked", "I I asked")
    assert connectedness(slips, INDEXES.key_points) == 1


@pytest.mark.parametrize("seed", range(8))
def test_shuffled_words_are_not_connected(seed: int) -> None:
    words = SPEECH.split()
    random.Random(seed).shuffle(words)
    assert broken_share(" ".join(words)) > 0.12


def test_a_list_of_phrasings_is_not_connected() -> None:
    stuffed = ", ".join(p for point in INDEXES.key_points for p in point.phrasings)
    assert key_word_share(stuffed, INDEXES.key_points) == pytest.approx(1)
    assert connectedness(stuffed, INDEXES.key_points) == 0


def test_a_bare_list_of_key_words_is_not_connected() -> None:
    bare = "caching sharding replication consistency latency throughput scaling queue index " * 2
    assert linking_share(bare) == 0
    assert connectedness(bare, INDEXES.key_points) == 0


@pytest.mark.parametrize("text", ["", "Yes.", "A B-tree, mostly.", "?"])
def test_a_few_words_cannot_tell(text: str) -> None:
    assert connectedness(text, ()) == 1


def test_capitals_that_begin_no_sentence_are_seen_and_prove_nothing_alone() -> None:
    pieces = "So I asked them The reports were slow We looked at them And then it worked " * 2
    assert not misplaced_capitals(SPEECH)
    assert (misplaced_capitals(pieces) or 0) > 0.7
    assert connectedness(pieces, ()) == 1
    assert misplaced_capitals(SPEECH.lower()) is None
