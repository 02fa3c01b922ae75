"""Naming what a good answer says earns nothing unless it is asserted; some questions of each type.

`python -m bench.validate` measures every question, and with `--locked` those kept from tuning.
"""

from datetime import UTC, datetime

from bench.validation.assertions import ATTACKS, assertion_rows, bank, written_twins
from core.clock import utc_now
from language.en.text.key_points import content_stems, find_opposites
from prompts.interview_types import interview_types
from prompts.loader import load_questions
from scoring.service import OfflineAssessor


async def test_attacks_earn_nothing_behind_a_weak_answer() -> None:
    assessor = OfflineAssessor(lambda: datetime(2026, 1, 5, tzinfo=UTC))
    *attacks, _twins = await assertion_rows(assessor, locked=False, every=20)
    assert len(attacks) == len(ATTACKS)
    for row in attacks:
        assert row.mean <= 3, row
        assert row.worst <= 8, row


def test_half_of_the_bank_is_locked_in_every_type() -> None:
    open_ids = {q.id for _, q in bank(locked=False)}
    locked_ids = {q.id for _, q in bank(locked=True)}
    assert not open_ids & locked_ids
    assert abs(len(open_ids) - len(locked_ids)) <= len(interview_types())


async def test_a_wrong_answer_stands_below_its_right_twin() -> None:
    row = await written_twins(OfflineAssessor(utc_now), locked=False)
    assert row.items >= 14
    assert row.mean >= 0.9


def test_opposites_are_not_what_the_bank_itself_says() -> None:
    for kind in interview_types():
        for question in load_questions(kind):
            said = find_opposites(question.outline, question.opposites)
            assert not any(found.hit for found in said), question.id
            for opposite in question.opposites:
                (found,) = find_opposites(f"{opposite}.", (opposite,))
                assert found.hit, f"{question.id}: {opposite}"
                assert len(set(content_stems(opposite))) > 1, f"{question.id}: {opposite}"
