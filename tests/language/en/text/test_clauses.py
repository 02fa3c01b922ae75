"""A sentence denies something only where the verb or the subject of its own clauses is negated."""

import pytest

from language.en.text.clauses import denies
from language.en.text.tokens import sentences


@pytest.mark.parametrize("said", [
    "The table does not keep the order of the keys.",
    "Nobody updates the index when a row is written.",
    "We never tell the client, and we don't wait for it.",
    "It can not be repeated, because the key is gone.",
])  # fmt: skip
def test_a_negated_verb_or_subject_denies(said: str) -> None:
    assert denies(sentences(said)[0])


@pytest.mark.parametrize("said", [
    "If it is not getting better after half an hour I wake up more people.",
    "And then we sit down, no blame, and write down what we saw.",
    "Not twenty.",
    "An update goes out every fifteen minutes, even when we know nothing new.",
    "Once it is back I don't close it right away, I watch the graph, and then I write to them.",
    "It is not only faster but cheaper.",
    "We shipped what was ready, no matter how small.",
])  # fmt: skip
def test_a_condition_a_bit_of_a_clause_or_one_clause_of_several_does_not(said: str) -> None:
    assert not denies(sentences(said)[0])
