"""The demo's result as lines of text; pure."""

from collections.abc import Iterator, Sequence
from typing import Any

GROUPS = (
    ("verbal_communication_score", "Verbal communication"),
    ("clarity_score", "Clarity"),
    ("confidence_score", "Assertive wording"),
    ("pace_score", "Pace"),
    ("fluency_score", "Fluency"),
    ("technical_accuracy_score", "Technical accuracy"),
    ("problem_solving_score", "Problem solving"),
    ("structure_score", "Structure"),
    ("relevance_score", "Relevance"),
    ("star_method_score", "STAR"),
    ("leadership_score", "Leadership"),
    ("teamwork_score", "Teamwork"),
)


def measure_lines(interactions: Sequence[dict[str, Any]]) -> Iterator[str]:
    """Yield a table of the candidate's answers: pace, fillers, pauses, first words."""
    yield f"{'#':>2} {'sec':>6} {'wpm':>5} {'fillers':<22} {'pauses':<20} answer"
    answers = [turn for turn in interactions if turn["role"] == "user"]
    for number, turn in enumerate(answers, 1):
        fillers = turn.get("filler_words") or {}
        named = ", ".join(f"{word} {count}" for word, count in fillers.items()) or "none heard"
        pauses = turn.get("pauses")
        long = [
            f"{pause['end_seconds'] - pause['start_seconds']:.1f}"
            for pause in pauses or []
            if pause["end_seconds"] - pause["start_seconds"] >= 0.5
        ]
        yield (
            f"{number:>2} {_number(turn['duration_seconds'], 1):>6} "
            f"{_number(turn['words_per_minute']):>5} {named:<22.22} "
            f"{', '.join(long) or '–':<20.20} {turn['content'][:48]}…"
        )


def assessment_lines(result: dict[str, Any]) -> Iterator[str]:
    """Yield the assessment: overall with band and coverage, each dimension, and the feedback."""
    overall = result.get("overall_score")
    if overall is None:
        yield f"Overall: {result.get('summary_word') or 'not enough answers for a number'}"
    else:
        band = result.get("band")
        around = f" ({overall - band:.0f}-{overall + band:.0f})" if band is not None else ""
        yield (
            f"Overall: {overall:.0f}{around}, based on {result.get('coverage') or 0:.0f} % "
            f"of the rubric, method: {result.get('assessment_method', 'basic')}"
        )
    for key, name in GROUPS:
        if key in result:
            yield f"  {name:<22} {_number(result[key])}"
    for heading, key in (("Strengths", "strengths"), ("To work on", "weaknesses")):
        points = (result.get(key) or {}).get(key) or []
        if points:
            yield f"{heading}:"
            yield from (f"  - {point}" for point in points)


def _number(value: float | None, digits: int = 0) -> str:
    return "–" if value is None else f"{value:.{digits}f}"
