"""A quote is shown only where the transcript holds it, and as the transcript has it."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scoring.evidence.quotes import quotes_from, verify
from tests.scoring.timeline import plain, spoken, turn

SAID = turn(
    "Well, um, I profiled the slow queries, and then I added an index on two columns.",
    id=7,
    question_number=2,
    offset_seconds=31.0,
)


def test_a_quote_is_cut_from_the_transcript_with_its_place() -> None:
    found = verify("i profiled the slow queries and then", [SAID])
    assert found is not None
    assert found.quote == "I profiled the slow queries, and then"
    assert (found.interaction_id, found.question_number, found.offset_seconds) == (7, 2, 31.0)


def test_fillers_do_not_break_a_quote() -> None:
    found = verify("Well I profiled the", [SAID])
    assert found is not None
    assert found.quote == "Well, um, I profiled the"


def test_invented_words_are_no_quote() -> None:
    assert verify("I reduced the latency by half", [SAID]) is None
    assert verify("I profiled the slow queries and fixed the bug", [SAID]) is None


def test_fewer_than_four_words_prove_nothing_unless_they_are_the_whole_turn() -> None:
    assert verify("slow queries", [SAID]) is None
    whole = verify("i don't know", [turn("I don't know.")])
    assert whole is not None
    assert whole.quote == "I don't know"


def test_a_mended_transcript_still_holds_a_long_quote() -> None:
    quote = "I profiled the slow query and then I added an index on two columns"
    found = verify(quote, [SAID])
    assert found is not None
    assert found.quote.startswith("I profiled the slow queries")


def test_the_first_interaction_that_holds_it_wins() -> None:
    later = turn(SAID.content, id=9)
    found = verify("I profiled the slow queries", [turn("Something else."), later, SAID])
    assert found is not None
    assert found.interaction_id == 9


def test_a_quote_begins_where_its_first_word_was_spoken() -> None:
    said = spoken(plain(12), start=100.0)
    found = verify(" ".join(said.content.split()[5:10]), [said])
    assert found is not None
    assert found.offset_seconds == pytest.approx(102)


def test_a_long_sentence_is_shown_in_part() -> None:
    said = turn(plain(60))
    found = verify(said.content, [said])
    assert found is not None
    assert found.quote.endswith(" …")
    assert verify(found.quote, [said]) is not None


def test_at_most_three_different_quotes_are_shown() -> None:
    said = turn(
        "I did the first of them. I did the second one. I did a third one. And a fourth too."
    )
    sentences = ["I did the first of them."] * 2 + said.content.split(". ")
    assert len(quotes_from(sentences, [said])) == 3


@settings(max_examples=60)
@given(st.text(max_size=80), st.text(max_size=200))
def test_whatever_is_shown_stands_in_the_transcript(quote: str, content: str) -> None:
    said = turn(content)
    found = verify(quote, [said])
    if found is not None:
        assert verify(found.quote, [said]) == found
