"""What to practise in the next interview, from what recurs over those of one type."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from core.assessment import Assessment, DimensionScore, Focus, NextInterview
from core.interview import Difficulty, InterviewRequest
from scoring.feedback.tuned import FEEDBACK
from scoring.rubric.phrases import Phrases, listing, say

_HARDER = {Difficulty.EASY: Difficulty.MEDIUM, Difficulty.MEDIUM: Difficulty.HARD}
_EASIER = {Difficulty.HARD: Difficulty.MEDIUM, Difficulty.MEDIUM: Difficulty.EASY}


def plan_next(
    request: InterviewRequest,
    assessment: Assessment,
    earlier: Sequence[Assessment],
    phrases: Phrases,
) -> NextInterview | None:
    """Return the plan for the next interview, or null where nothing could be assessed.

    `earlier` are the newest assessments of other sessions of the same type, newest first. A
    dimension recurs when it was below 50 in two sessions or more; those come first, heavier ones
    before lighter ones. Where nothing was weak, the dimension with most to gain is practised. The
    level moves only after three sessions in a row at 75 and above, or below 50.
    """
    sessions = [assessment, *earlier][: FEEDBACK.sessions]
    scored = [d for d in assessment.dimensions if d.score is not None and d.weight > 0]
    if not scored:
        return None
    focus = sorted(
        (_focus(dimension, sessions, phrases) for dimension in scored if _low(dimension)),
        key=lambda found: (-found.sessions, -_loss(found, scored)),
    )[: FEEDBACK.shown_focus]
    if not focus:
        most = max(scored, key=lambda d: d.weight * (100 - (d.score or 0.0)))
        focus = [_most_to_gain(most, sessions, phrases)]
    times = Counter(topic for one in sessions for topic in set(one.feedback.recommended_topics))
    topics = sorted(assessment.feedback.recommended_topics, key=lambda topic: -times[topic])
    return NextInterview(
        based_on_sessions=len(sessions),
        focus=tuple(focus),
        topics=tuple(topics[: FEEDBACK.shown_next_topics]),
        request=_request(request, sessions, focus, topics[: FEEDBACK.shown_next_topics], phrases),
    )


def _low(dimension: DimensionScore) -> bool:
    return dimension.score is not None and dimension.score < FEEDBACK.weak_topic


def _loss(focus: Focus, scored: Sequence[DimensionScore]) -> float:
    """Return how many points of the overall score the dimension costs now, at most."""
    weight = next(d.weight for d in scored if d.name == focus.dimension)
    return weight * (100 - focus.latest)


def _focus(dimension: DimensionScore, sessions: Sequence[Assessment], phrases: Phrases) -> Focus:
    scores = [s for one in sessions if (s := one.score(dimension.name)) is not None]
    weak = sum(score < FEEDBACK.weak_topic for score in scores)
    values = {
        "title": dimension.title, "weak": FEEDBACK.weak_topic,
        "sessions": weak, "of_sessions": len(scores),
    }  # fmt: skip
    return Focus(
        dimension=dimension.name,
        title=dimension.title,
        sessions=weak,
        of_sessions=len(scores),
        latest=scores[0],
        recurs=weak > 1,
        why=say(phrases.plan["recurs" if weak > 1 else "once"], values),
        practise=dimension.next_level,
    )


def _most_to_gain(
    dimension: DimensionScore, sessions: Sequence[Assessment], phrases: Phrases
) -> Focus:
    found = _focus(dimension, sessions, phrases)
    values = {"title": dimension.title, "score": found.latest}
    return found.model_copy(update={"why": say(phrases.plan["lowest"], values)})


def _request(
    request: InterviewRequest,
    sessions: Sequence[Assessment],
    focus: Sequence[Focus],
    topics: Sequence[str],
    phrases: Phrases,
) -> InterviewRequest:
    values = {
        "titles": listing(found.title.lower() for found in focus),
        "topics": listing(topics),
    }
    name = "instructions" if topics else "instructions_alone"
    whole = InterviewRequest(title="")
    if request.is_drill:
        request = replace(
            request,
            planned_question_count=whole.planned_question_count,
            duration_minutes=whole.duration_minutes,
        )
    return replace(
        request,
        title=say(phrases.plan["title"], values)[:200],
        difficulty_level=_level(request.difficulty_level, sessions),
        custom_instructions=say(phrases.plan[name], values)[:2000],
    )


def _level(level: Difficulty, sessions: Sequence[Assessment]) -> Difficulty:
    overall = [
        None if one.provisional else one.overall_score for one in sessions[: FEEDBACK.steady]
    ]
    known = [score for score in overall if score is not None]
    if len(known) < FEEDBACK.steady:
        return level
    if min(known) >= FEEDBACK.strong_topic:
        return _HARDER.get(level, level)
    return _EASIER.get(level, level) if max(known) < FEEDBACK.weak_topic else level
