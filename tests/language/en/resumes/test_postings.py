"""A job posting's requirements in its own words, each of its kind."""

import pytest

from core.plan import RequirementKind
from harness.resumes.people import HALVES
from harness.resumes.postings_read import KINDS, postings
from language.en.resumes.postings import requirements_in


@pytest.mark.parametrize("half", HALVES)
def test_next_to_all_that_a_posting_asks_for_is_read_and_nothing_else(half: str) -> None:
    asked, right, wrong = 0, 0, []
    for posting in postings(half):
        found = {(one.kind.value, one.text) for one in requirements_in(posting["text"])}
        true = {(kind, text) for kind in KINDS for text in posting[kind]}
        asked += len(true)
        right += len(true & found)
        wrong += [one for one in found - true if one[0] != "seniority"]
    assert right >= 0.9 * asked, (right, asked)
    assert len(wrong) <= 0.05 * asked, wrong


def test_the_level_is_the_one_of_the_first_line() -> None:
    (level,) = requirements_in("Senior Backend Engineer\n\nBenefits\n- Lead a good life")
    assert (level.kind, level.text) == (RequirementKind.SENIORITY, "Senior")


def test_a_text_that_asks_for_nothing_has_no_requirements() -> None:
    assert requirements_in("") == ()
    assert requirements_in("Once upon a time there was a fox.") == ()
