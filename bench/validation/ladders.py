"""Ladders: written answers to one question on known levels, with the variants made from them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import yaml

from bench.validation.variants import made_variants
from core.interview import InterviewType
from core.plan import Question
from prompts.interview_types import interview_types
from prompts.loader import load_questions

LADDERS = Path(__file__).parents[2] / "tests" / "scoring" / "ladders"
LEVELS = ("strong", "good", "medium", "weak")
ORDER = (*LEVELS, "off_topic", "empty")


@dataclass(frozen=True, slots=True)
class Ladder:
    """One question with its answers by variant name; locked ones are measured and not looked at."""

    question: Question
    interview_type: InterviewType
    locked: bool
    answers: dict[str, str]


def load_ladders(*, locked: bool = False, folder: Path = LADDERS) -> tuple[Ladder, ...]:
    """Return the open ladders, or the locked ones, with the variants made from them.

    What is tuned must only ever see the open ones: nothing of a locked ladder goes into an open
    one. Raises `KeyError` for a question that is not in the bank.
    """
    bank = {
        question.id: (question, kind)
        for kind in interview_types()
        for question in load_questions(kind)
    }
    opened = [
        Ladder(*bank[question], False, answers) for question, answers in written_answers(folder)
    ]
    shown = opened if not locked else [
        Ladder(*bank[question], True, answers)
        for question, answers in written_answers(folder / "locked")
    ]  # fmt: skip
    return tuple(
        replace(
            ladder,
            answers=ladder.answers
            | made_variants(ladder.question, ladder.answers, _elsewhere(ladder, opened)),
        )
        for ladder in shown
    )


def written_answers(folder: Path) -> list[tuple[str, dict[str, str]]]:
    """Return the id of each question in a folder's files with its written answers by variant."""
    return [
        (entry.pop("question"), {name: answer.strip() for name, answer in entry.items()})
        for path in sorted(folder.glob("*.yaml"))
        for entry in yaml.safe_load(path.read_text(encoding="utf-8"))
    ]


def _elsewhere(ladder: Ladder, opened: Sequence[Ladder]) -> list[str]:
    """Return strong answers to open questions of another kind: fluent and off topic."""
    return [o.answers["strong"] for o in opened if o.question.kind is not ladder.question.kind]
