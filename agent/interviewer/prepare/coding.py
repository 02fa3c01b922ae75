"""A problem to write code for, in an interview whose client can show a pane."""

import random
from collections.abc import Sequence

from core.interview import InterviewRequest
from core.plan import Question
from prompts.coding_problems import coding_problems
from prompts.interview_types import type_entries


def with_problem(
    chosen: Sequence[Question], request: InterviewRequest, chance: random.Random
) -> list[Question]:
    """Return the questions, best first, with a coding problem of the level in place of the last.

    They stay as they are without a pane, and where the kind of interview sets no code.
    """
    if not (chosen and request.code_pane and type_entries()[request.interview_type].coding):
        return list(chosen)
    fitting = [p for p in coding_problems().values() if p.level == request.difficulty_level]
    return [*chosen[:-1], chance.choice(fitting).question()]
