"""What a follow-up takes for granted must have been told."""

import re

import pytest

from core.plan import ProbeAspect
from language.en.stories.presupposition import holds, takes_for_granted
from language.en.text.vocabulary import content_stems
from prompts.interview_types import interview_types
from prompts.loader import load_questions

_A_FAULT_THAT_NOBODY_TOLD = re.compile(
    r"^(?:when|where|which|what|who) (?!if |could )(?:\w+ ){0,3}?(?:did|have|has|was|were) "
    r"(?!the |you do)",
    re.IGNORECASE,
)


@pytest.mark.parametrize(
    ("question", "told", "fits"),
    [
        ("Which part of that growth was due to you?", "We moved the billing to a new host.", False),
        ("Which part of that growth was due to you?", "She grew; her growth was visible.", True),
        ("Did that customer stay?", "The customer was angry and I called her.", True),
        ("Did that customer stay?", "I rewrote the parser.", False),
        ("What exactly was your own part in it?", "I rewrote the parser.", True),
    ],
)
def test_a_follow_up_fits_only_where_what_it_points_at_was_told(
    question: str, told: str, fits: bool
) -> None:
    assert holds(question, content_stems(told)) is fits


def test_a_clause_after_that_points_at_nothing() -> None:
    assert takes_for_granted("How did you decide that nobody would lose by it?") == frozenset()


def test_the_bank_asks_whether_something_went_wrong_and_not_what() -> None:
    asked = [
        probe
        for kind in interview_types()
        for question in load_questions(kind)
        for aspect, probe in question.probes.items()
        if aspect is ProbeAspect.FAILURE
    ]
    assert len(asked) > 100
    assert [probe for probe in asked if _A_FAULT_THAT_NOBODY_TOLD.search(probe)] == []
