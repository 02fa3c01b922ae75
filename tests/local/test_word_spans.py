"""Matching written words with spoken groups."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from local.word_spans import SpokenAlone, WordSpan, match_words


def alone(**words: int | tuple[int, ...]) -> list[SpokenAlone]:
    return [
        SpokenAlone(word, groups if isinstance(groups, tuple) else (groups,))
        for word, groups in words.items()
    ]


def places(spans: list[WordSpan]) -> dict[str, tuple[int, int]]:
    return {span.text: (span.first, span.last) for span in spans}


def test_as_many_words_as_groups_match_one_to_one() -> None:
    spans = match_words(alone(I=2, led=3, it=2), [2, 3, 2])
    assert places(spans) == {"I": (0, 0), "led": (1, 1), "it": (2, 2)}


def test_words_that_melt_together_share_their_group_by_length() -> None:
    spans = match_words(alone(end=3, of=2, the=2, day=3), [3, 4, 3])
    assert places(spans) == {"end": (0, 0), "of": (1, 1), "the": (1, 1), "day": (2, 2)}
    of, the = spans[1:3]
    assert (of.from_share, of.to_share) == (0.0, 0.5)
    assert (the.from_share, the.to_share) == (0.5, 1.0)


def test_a_number_spoken_in_three_groups_spans_them() -> None:
    words = [SpokenAlone("in", (2,)), SpokenAlone("2019", (2, 7, 7)), SpokenAlone("we", (2,))]
    spans = match_words(words, [2, 2, 7, 7, 2])
    assert places(spans) == {"in": (0, 0), "2019": (1, 3), "we": (4, 4)}


def test_a_dash_is_no_spoken_word() -> None:
    words = [SpokenAlone("yes", (3,)), SpokenAlone("–", ()), SpokenAlone("no", (2,))]
    spans = match_words(words, [3, 2])
    assert places(spans)["no"] == (1, 1)
    assert spans[1].last < spans[1].first


@pytest.mark.parametrize(("words", "groups"), [([], []), ([], [3]), (alone(a=1), [])])
def test_nothing_on_either_side_is_no_error(words: list[SpokenAlone], groups: list[int]) -> None:
    assert len(match_words(words, groups)) == len(words)


@given(
    words=st.lists(st.lists(st.integers(1, 9), max_size=4), max_size=12),
    groups=st.lists(st.integers(1, 12), max_size=16),
)
def test_every_word_gets_one_span_in_order(words: list[list[int]], groups: list[int]) -> None:
    spoken = [SpokenAlone(str(n), tuple(lengths)) for n, lengths in enumerate(words)]
    spans = match_words(spoken, groups)
    assert [span.text for span in spans] == [word.text for word in spoken]
    said = [span for span in spans if span.last >= span.first]
    edges = [edge for s in said for edge in (s.first + s.from_share, s.last + s.to_share)]
    assert edges == sorted(edges)
    assert all(span.first >= 0 and span.last < len(groups) for span in said)
