"""The demo's result as lines of text; pure."""

from collections.abc import Iterator, Sequence
from textwrap import wrap
from typing import Any

WIDTH = 96
QUOTES = 2
"""How many pieces of evidence are shown for a dimension; the report on the page shows all."""


def measure_lines(interactions: Sequence[dict[str, Any]]) -> Iterator[str]:
    """Yield a table of the candidate's answers: pace, fillers, pauses, first words; below an answer
    what stood in the pane beside it."""
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
        if artifact := turn.get("artifact"):
            for place, line in enumerate(artifact["content"].splitlines(), 1):
                yield f"{place:>7}  {line[: WIDTH - 9]}".rstrip()


def assessment_lines(result: dict[str, Any]) -> Iterator[str]:
    """Yield an assessment: the overall score with band and coverage, each dimension with its rule
    and evidence, the feedback, one answer told better, and what to practise next.

    `result` is the answer of `complete`. Dimensions that the interview gave nothing to measure have
    a dash and the reason.
    """
    yield _overall(result)
    for dimension in result["dimensions"]:
        yield from _dimension(dimension)
    for heading, points in (
        ("Strengths", result["strengths"]["strengths"]),
        ("To work on", result["weaknesses"]["weaknesses"]),
        ("Next steps", result["next_steps"]),
        ("Topics", result["recommended_topics"]),
    ):
        if points:
            yield f"\n{heading}"
            for point in points:
                yield from _wrapped(point, "  - ")
    if better := result["rewritten_answer"]:
        yield f"\nAnswer {better['question_number']}, told better from what was said"
        yield from _wrapped(better["text"], "  ")
    if following := result["next_interview"]:
        yield "\nNext interview"
        for focus in following["focus"]:
            yield from _wrapped(f"{focus['title']}: {focus['why']} {focus['practise']}", "  - ")


def _overall(result: dict[str, Any]) -> str:
    overall, band = result["overall_score"], result["band"]
    if overall is None:
        return f"Overall: {result['summary_word'] or 'not enough answers for a number'}"
    around = f" ({overall - band:.0f}-{overall + band:.0f})" if band is not None else ""
    doubt = ", provisional" if result["provisional"] else ""
    return (
        f"Overall: {overall:.0f}{around}{doubt}, based on {result['coverage']:.0f} % of the "
        f"rubric, method: {result['assessment_method']}"
    )


def _dimension(dimension: dict[str, Any]) -> Iterator[str]:
    yield f"\n{dimension['title']:<28} {_number(dimension['score']):>3}"
    if dimension["score"] is None:
        yield from _wrapped(dimension["null_reason"] or "not measured", "  ")
        return
    yield from _wrapped(dimension["rule"], "  ")
    for evidence in dimension["evidence"][:QUOTES]:
        at = evidence["offset_seconds"]
        minute = f", {int(at // 60)}:{int(at % 60):02}" if at is not None else ""
        mark = "+" if evidence["supports"] else "-"
        where = f"question {evidence['question_number']}{minute}"
        yield from _wrapped(f'"{evidence["quote"]}" ({where})', f"  {mark} ")
    if dimension["next_level"]:
        yield from _wrapped(dimension["next_level"], "  > ")


def _wrapped(text: str, lead: str) -> Iterator[str]:
    yield from wrap(text, WIDTH, initial_indent=lead, subsequent_indent=" " * len(lead))


def _number(value: float | None, digits: int = 0) -> str:
    return "–" if value is None else f"{value:.{digits}f}"
