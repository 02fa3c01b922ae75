"""What the synthetic candidate answers to what it is asked; pure."""

import re
from dataclasses import dataclass, field
from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict

ANSWERS = Path(__file__).with_name("answers.yaml")


class Story(BaseModel):
    """An answer to a question, the words of questions it fits, and answers to more about it."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    about: tuple[str, ...]
    text: str
    follow_ups: tuple[str, ...]


class DemoAnswers(BaseModel):
    """Everything the candidate can say, and the instructions that make it be asked for."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    instructions: str
    stories: tuple[Story, ...]
    closing: str


def load_answers(path: Path = ANSWERS) -> DemoAnswers:
    """Return the answers of a file. Raises `ValueError` when it does not hold what it must."""
    return DemoAnswers.model_validate(yaml.safe_load(path.read_text(encoding="utf-8")))


@dataclass
class Script:
    """Tells each story once, the best fit first, and then answers what is asked about it."""

    answers: DemoAnswers
    _told: list[Story] = field(default_factory=list)
    _followed: int = 0
    _question: int = 0

    def reply(self, asked: str, question_number: int, move: str) -> str:
        """Return the script of the answer to what was asked under a question's number."""
        if move in ("wrap_up", "close", "answer_question"):
            return self.answers.closing
        if question_number != self._question:
            self._question = question_number
            self._followed = 0
            self._told.append(self._best(asked))
            return self._told[-1].text
        follow_ups = self._told[-1].follow_ups
        self._followed += 1
        return follow_ups[(self._followed - 1) % len(follow_ups)]

    def _best(self, asked: str) -> Story:
        words = set(re.findall(r"[a-z]{4,}", asked.lower()))
        left = [story for story in self.answers.stories if story not in self._told]
        return max(
            left or self.answers.stories,
            key=lambda story: sum(_fits(about, words) for about in story.about),
        )


def _fits(about: str, words: set[str]) -> bool:
    return any(word.startswith(about[:6]) for word in words)
