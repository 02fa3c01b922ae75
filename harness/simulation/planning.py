"""Plans a simulated interview from the question bank alone."""

import random
from collections.abc import Callable
from functools import lru_cache

from agent.interviewer.prepare.opening import opened
from agent.interviewer.prepare.posting import (
    posting_questions,
    posting_requirements,
    served_count,
)
from agent.interviewer.prepare.ranking import Bank, in_speaking_order, pick, rank, reserves_for
from agent.interviewer.wordings.gate import load_gate
from agent.interviewer.wordings.templates import load_templates
from core.interview import CandidateProfile, InterviewRequest
from core.plan import InterviewPlan
from core.ports import Prepared
from language.en.requests.intents import load_intents
from language.en.requests.wishes import wished_for, wishes_in, without_unwanted
from language.en.stories.stated import stated_claims
from prompts.interview_types import interview_types


class BankPlanner:
    """`core.ports.Planner` without models and with nothing personal: simulated interviews stay the
    same from build to build.

    The same seed, request and profile always give the same interview.
    """

    def __init__(self, bank: Bank, seeds: Callable[[], int]) -> None:
        self._bank = lru_cache(maxsize=len(interview_types()))(bank)
        self._seeds = seeds
        self._templates = load_templates()
        self._intents, self._gate = load_intents(), load_gate()

    async def prepare(
        self, request: InterviewRequest, profile: CandidateProfile | None
    ) -> Prepared:
        """Return the planned questions and an opener that greets and asks the first of them."""
        seed = self._seeds()
        chance = random.Random(seed)
        wishes = wishes_in(request.custom_instructions)
        ranked = rank(self._bank(request.interview_type), request, profile, chance)
        ranked = without_unwanted(wishes, ranked)
        requirements = posting_requirements(request.job_description, self._intents, self._gate)
        count = served_count(request.planned_question_count)
        serving = posting_questions(requirements, count, ranked, chance)
        taken = {question.id for question in serving}
        ranked = [(value, question) for value, question in ranked if question.id not in taken]
        wished = wished_for(wishes, ranked)
        chosen = pick(ranked, request.planned_question_count - len(serving), wished)
        questions = in_speaking_order([*chosen, *serving])
        plan = InterviewPlan(
            questions=questions,
            reserves=reserves_for(ranked, questions, request.difficulty_level),
            claims=stated_claims(profile),
            requirements=requirements,
        )
        return opened(self._templates, request, profile, plan, seed)

    async def open(
        self, request: InterviewRequest, profile: CandidateProfile | None, plan: InterviewPlan
    ) -> Prepared:
        """Return a plan that stands already with an opener."""
        return opened(self._templates, request, profile, plan, self._seeds())
