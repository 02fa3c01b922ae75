"""What to practise next: what recurs before what was weak once."""

from datetime import UTC, datetime

from core.assessment import Assessment, DimensionScore, Feedback
from core.interview import Difficulty, InterviewRequest, InterviewType
from scoring.feedback.next_interview import plan_next
from scoring.rubric.phrases import load_phrases

REQUEST = InterviewRequest("Monday", InterviewType("technical"), role_context="Backend")
PHRASES = load_phrases()


def assessed(
    topics: tuple[str, ...] = (), overall: float | None = 60, **scores: float | None
) -> Assessment:
    weights = {"structure": 8.0, "technical_accuracy": 18.0, "pace": 5.0}
    return Assessment(
        session_id=1,
        method="basic",
        rubric_version="1",
        overall_score=overall,
        dimensions=tuple(
            DimensionScore(
                name=name,
                title=name.replace("_", " ").capitalize(),
                group="content",
                weight=weights.get(name, 0.0),
                score=score,
                next_level=f"lift {name}",
            )
            for name, score in scores.items()
        ),
        feedback=Feedback(recommended_topics=topics),
        assessed_at=datetime(2026, 1, 5, tzinfo=UTC),
    )


def test_what_recurs_comes_before_what_was_weak_once() -> None:
    now = assessed(structure=40, technical_accuracy=30, pace=90)
    earlier = (assessed(structure=45, technical_accuracy=70), assessed(structure=80))
    plan = plan_next(REQUEST, now, earlier, PHRASES)
    assert plan is not None
    assert plan.based_on_sessions == 3
    first, second = plan.focus
    assert (first.dimension, first.sessions, first.of_sessions) == ("structure", 2, 3)
    assert first.recurs
    assert first.why == "Structure was below 50 in 2 of your last 3 interviews of this type."
    assert first.practise == "lift structure"
    assert (second.dimension, second.of_sessions) == ("technical_accuracy", 2)
    assert second.why == "Technical accuracy was below 50 in this interview."
    assert plan.request.title == "Practice: structure and technical accuracy"
    assert plan.request.interview_type == InterviewType("technical")
    assert plan.request.role_context == "Backend"


def test_topics_that_recur_come_first() -> None:
    now = assessed(topics=("queues", "caching"), structure=60)
    plan = plan_next(REQUEST, now, (assessed(topics=("caching", "old one")),), PHRASES)
    assert plan is not None
    assert plan.topics == ("caching", "queues")
    assert (
        plan.request.custom_instructions == "Practise structure. Come back to: caching and queues."
    )


def test_where_nothing_was_weak_what_has_most_to_gain_is_practised() -> None:
    plan = plan_next(REQUEST, assessed(structure=60, technical_accuracy=70, pace=95), (), PHRASES)
    assert plan is not None
    (focus,) = plan.focus
    assert focus.dimension == "technical_accuracy"
    assert not focus.recurs
    assert "most to gain" in focus.why


def test_the_level_moves_after_three_sessions_and_not_before() -> None:
    def level(*overall: float | None) -> Difficulty:
        now, *earlier = (assessed(overall=score, structure=60) for score in overall)
        plan = plan_next(REQUEST, now, earlier, PHRASES)
        assert plan is not None
        return plan.request.difficulty_level

    assert level(90) is Difficulty.MEDIUM
    assert level(90, 80, 76) is Difficulty.HARD
    assert level(90, 80, 70) is Difficulty.MEDIUM
    assert level(30, 40, 49) is Difficulty.EASY
    assert level(30, None, 20) is Difficulty.MEDIUM


def test_where_nothing_was_assessed_there_is_no_plan() -> None:
    assert plan_next(REQUEST, assessed(structure=None), (assessed(structure=20),), PHRASES) is None


def test_a_dimension_without_weight_is_never_practised() -> None:
    plan = plan_next(REQUEST, assessed(structure=60, eye_contact=5), (), PHRASES)
    assert plan is not None
    assert [focus.dimension for focus in plan.focus] == ["structure"]
