"""What asserts nothing gains nothing by a judge: not by a right one, and hardly by a credulous."""

from datetime import UTC, datetime

import pytest

from bench.validation.assertions import ATTACKS, WEAK, bank
from bench.validation.judges import CredulousJudge, IdealJudge
from bench.validation.ladders import Ladder
from bench.validation.scored import ScoredLadder, score_ladder
from core.interview import InterviewType
from core.plan import Question, QuestionKind
from scoring.judge.assessor import JudgeAssessor
from scoring.judge.prepare import prepare
from scoring.rules.rubrics import load_rubric

NOON = datetime(2026, 1, 5, 12, 0, tzinfo=UTC)
RUBRIC = load_rubric()
EVERY = frozenset(d.name for d in RUBRIC.dimensions if not d.computed)
OPEN = list(bank(locked=False))[::20]
TOLD_BY_CODE = (
    "not known", "announced", "named", "named as important", "asked", "denied", "taken back",
    "not so", "for others to say", "told to be asked", "sarcasm",
)  # fmt: skip
"""A negation in a sentence, and the interviewer's words, only a judge can tell."""


async def judged(kind: InterviewType, question: Question, judge: IdealJudge) -> ScoredLadder:
    answers = {"strong": f"{WEAK} {question.outline}", "weak": WEAK}
    answers |= {name: f"{WEAK} {attack(question)}" for name, attack in ATTACKS.items()}
    assessor = JudgeAssessor(judge, lambda: NOON, earned=EVERY, samples=1)
    return await score_ladder(Ladder(question, kind, False, answers), assessor, RUBRIC, {})


@pytest.mark.parametrize(("kind", "question"), OPEN, ids=lambda value: getattr(value, "id", ""))
async def test_with_a_judge_that_is_right_no_attack_gains_anything(
    kind: InterviewType, question: Question
) -> None:
    scored = await judged(kind, question, IdealJudge(prepare(WEAK)))
    gains = {name: scored.content(name) - scored.content("weak") for name in ATTACKS}
    assert max(gains.values()) <= 0, gains


@pytest.mark.parametrize(("kind", "question"), OPEN, ids=lambda value: getattr(value, "id", ""))
async def test_what_a_judge_falls_for_is_no_evidence_where_code_can_tell(
    kind: InterviewType, question: Question
) -> None:
    scored = await judged(kind, question, CredulousJudge(prepare(WEAK)))
    assert scored.content("strong") > 60, "what is asserted counts"
    asks = question.kind is QuestionKind.PROBLEM  # which invites questions
    told = [name for name in TOLD_BY_CODE if not (asks and name == "asked")]
    gains = {name: scored.content(name) - scored.content("weak") for name in told}
    assert max(gains.values()) <= 0, gains
