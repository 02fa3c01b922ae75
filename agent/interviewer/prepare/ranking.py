"""Ranks the questions of the bank by what the candidate is heading for, and picks varied ones."""

import random
from collections import Counter
from collections.abc import Callable, Sequence

from agent.interviewer.prepare.roles import role_families
from agent.interviewer.prepare.tuned import PLANS
from core.interview import CandidateProfile, Difficulty, InterviewRequest, InterviewType
from core.plan import Question, QuestionKind
from language.en.requests.wishes import Alike
from language.en.text.vocabulary import content_stems
from prompts.coding_problems import coding_problems
from prompts.interview_types import type_entries

_LEVELS = tuple(str(level) for level in Difficulty)
_LEVEL_FIT = (1.0, 0.45, 0.1)

Bank = Callable[[InterviewType], Sequence[Question]]


def rank(
    bank: Sequence[Question],
    request: InterviewRequest,
    profile: CandidateProfile | None,
    chance: random.Random,
    alike: Alike | None = None,
) -> list[tuple[float, Question]]:
    """Return the questions with how well they suit (0 to about 2.9), best first.

    The sum of level fit, role family fit, subject fit, and chance. The subject fits by similarity
    of meaning where `alike` gives it, else by the rarity-weighted share of wanted words.
    """
    wanted = content_stems(subject(request, profile))
    nearest, farthest = (max(alike.values()), min(alike.values())) if alike else (0.0, 0.0)
    families = role_families(request, profile)
    texts = {question.id: _question_stems(question) for question in bank}
    spread = Counter(stem for stems in texts.values() for stem in stems)
    level = _LEVELS.index(request.difficulty_level)

    def suits(question: Question) -> float:
        if alike is not None and nearest > farthest:
            about = (alike[question.id] - farthest) / (nearest - farthest)
        else:
            about = min(1.0, sum(1 / spread[stem] for stem in wanted & texts[question.id]))
        role = (
            1.0 if families & set(question.roles) else 0.5 if "general" in question.roles else 0.0
        )
        return (
            _LEVEL_FIT[abs(_LEVELS.index(question.level) - level)]
            + PLANS.role_fit * role
            + PLANS.subject_fit * about
            + PLANS.spread * chance.random()
        )

    return sorted(((suits(question), question) for question in bank), key=lambda r: -r[0])


def pick(
    ranked: Sequence[tuple[float, Question]], count: int, first: Sequence[Question] = ()
) -> list[Question]:
    """Return up to `count` questions: those of `first`, then the best, spread over competencies."""
    chosen = list(first[:count])
    ids = {question.id for question in chosen}
    left = [(value, question) for value, question in ranked if question.id not in ids]
    while left and len(chosen) < count:
        used = {question.competency for question in chosen}
        best = max(left, key=lambda r: r[0] - PLANS.same_competency * (r[1].competency in used))
        left.remove(best)
        chosen.append(best[1])
    return chosen


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


def in_speaking_order(questions: Sequence[Question]) -> tuple[Question, ...]:
    """Return the questions from the easiest way in to the most demanding, best first within.

    A problem to write code for comes second, whatever its level: it takes the most time.
    """
    opening = (QuestionKind.INTRO, QuestionKind.MOTIVATION)
    ordered = sorted(questions, key=lambda q: (q.kind not in opening, _LEVELS.index(q.level)))
    problems = [question for question in ordered if question.problem]
    others = [question for question in ordered if not question.problem]
    return (*others[:1], *problems, *others[1:])


def reserves_for(
    ranked: Sequence[tuple[float, Question]], chosen: Sequence[Question], asked: Difficulty
) -> tuple[Question, ...]:
    """Return the best questions of the other levels that were not chosen."""
    ids = {question.id for question in chosen}
    reserves: list[Question] = []
    for level in _LEVELS:
        if level != asked:
            free = [q for _, q in ranked if q.level == level and q.id not in ids]
            reserves += free[: PLANS.reserves_per_level]
    return tuple(reserves)


def subject(request: InterviewRequest, profile: CandidateProfile | None) -> str:
    """Return what the interview should be about, in the candidate's words."""
    texts = [request.role_context, request.custom_instructions, request.title]
    if profile:
        texts += [profile.target_role, profile.current_role, *profile.technical_skills]
    return " ".join(text for text in texts if text)


def _question_stems(question: Question) -> frozenset[str]:
    points = [phrasing for point in question.key_points for phrasing in point.phrasings]
    return content_stems(" ".join([question.text, question.competency, question.outline, *points]))
