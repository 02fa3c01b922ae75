"""Short answers with grades, to questions of which only a reference answer is known.

Prints, for the open and the locked half of `tests/scoring/graded/short_answers.yaml`, how content
follows the grades and how often a right answer (4 or 5) stands above one that contradicts:
`python -m bench.validation.graded [--answers]`. Key points are cut from the reference by code.
"""

import argparse
import sys
from collections.abc import Sequence
from itertools import product
from pathlib import Path
from statistics import correlation, fmean
from typing import Any, NamedTuple

import yaml

from bench.validation.ladders import Ladder
from bench.validation.scored import interview_of
from core.clock import utc_now
from core.interview import InterviewType
from core.plan import KeyPoint, ProbeAspect, Question, QuestionKind
from language.en.speech.content_words import content_words
from scoring.composite import compose
from scoring.rules.rubrics import load_rubric
from scoring.service import OfflineAssessor

_FILE = Path(__file__).parents[2] / "tests" / "scoring" / "graded" / "short_answers.yaml"
_POINTS = 4
_RIGHT = 4


class Graded(NamedTuple):
    """One answer with its grade (0 to 5; null where it contradicts) and its content score."""

    question: str
    grade: int | None
    answer: str
    content: float


def question_of(entry: dict[str, Any]) -> Question:
    """Return a technical question that knows no more than a reference answer."""
    said = list(dict.fromkeys(content_words(entry["reference"])))
    size = max(1, len(said) // _POINTS)
    pieces = [" ".join(said[at : at + size]) for at in range(0, size * _POINTS, size)]
    return Question(
        id="technical-short", text=entry["question"], kind=QuestionKind.TECHNICAL,
        competency=entry["question"], level="easy", roles=("general",),
        key_points=tuple(KeyPoint(text=one, phrasings=(one, one)) for one in pieces),
        probes=dict.fromkeys(list(ProbeAspect)[:3], "Can you say more?"),
        hints=("Say what it is.", "Say why."), outline=entry["reference"],
    )  # fmt: skip


def scored(half: str) -> list[Graded]:
    """Return all answers of a half (`open` or `locked`) with their scores by rules."""
    assessor, rubric, found = OfflineAssessor(utc_now), load_rubric(), []
    for entry in yaml.safe_load(_FILE.read_text(encoding="utf-8"))[half]:
        question = question_of(entry)
        answers = [*entry["graded"], *((None, one) for one in entry["wrong"])]
        for grade, answer in answers:
            ladder = Ladder(question, InterviewType("technical"), False, {"said": answer})
            made = assessor.assess_now(*interview_of([ladder]))
            content = compose({d.name: d.score for d in made.dimensions}, rubric).groups["content"]
            found.append(Graded(question.text, grade, answer, content or 0.0))
    return found


def follows(found: Sequence[Graded]) -> float:
    """Return the correlation (Pearson) of content with the grades."""
    graded = [one for one in found if one.grade is not None]
    return correlation([float(one.grade or 0) for one in graded], [one.content for one in graded])


def told_apart(found: Sequence[Graded]) -> float:
    """Return in which share of pairs right stands above contradicting; ties count half."""
    right = [one for one in found if one.grade is not None and one.grade >= _RIGHT]
    wrong = [one for one in found if one.grade is None]
    return fmean(
        1.0 if one.content > other.content else 0.5 if one.content == other.content else 0.0
        for one, other in product(right, wrong)
        if one.question == other.question
    )


def main() -> int:
    """Print the table, and the open half's answers with their scores if asked for."""
    parser = argparse.ArgumentParser(prog="bench.validation.graded", description=__doc__)
    parser.add_argument("--answers", action="store_true", help="the open half, answer by answer")
    options = parser.parse_args()
    sys.stdout.write(
        "| half | answers | r with grades | right above contradicting |\n|---|---|---|---|\n"
    )
    for half in ("open", "locked"):
        found = scored(half)
        row = f"| {half} | {len(found)} | {follows(found):.2f} | {told_apart(found):.2f} |\n"
        sys.stdout.write(row)
        for one in found if options.answers and half == "open" else ():
            sys.stdout.write(f"  {one.content:5.1f} {one.grade} {one.answer}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
