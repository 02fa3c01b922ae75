"""Naming what a good answer says earns nothing unless it is asserted; some questions of each type.

`python -m bench.validate` measures every question, and with `--locked` those kept from tuning.
"""

from datetime import UTC, datetime

from bench.validation.assertions import ATTACKS, assertion_rows, bank
from prompts.interview_types import interview_types
from scoring.service import OfflineAssessor

# what rules do not reach, with the mean that they must not exceed
NOT_REACHED = {"attack, negated": 70.0, "attack, not so": 20.0, "attack, announced": 12.0}


async def test_attacks_earn_nothing_behind_a_weak_answer() -> None:
    assessor = OfflineAssessor(lambda: datetime(2026, 1, 5, tzinfo=UTC))
    *attacks, _twins = await assertion_rows(assessor, locked=False, every=20)
    assert len(attacks) == len(ATTACKS)
    for row in attacks:
        assert row.mean <= NOT_REACHED.get(row.name, 3.0), row


def test_half_of_the_bank_is_locked_in_every_type() -> None:
    open_ids = {q.id for _, q in bank(locked=False)}
    locked_ids = {q.id for _, q in bank(locked=True)}
    assert not open_ids & locked_ids
    assert abs(len(open_ids) - len(locked_ids)) <= len(interview_types())
