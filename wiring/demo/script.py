"""Which answer the synthetic candidate gives to what it was asked; pure."""

import re
from dataclasses import dataclass, field
from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict

ANSWERS = Path(__file__).with_name("answers.yaml")


class Answer(BaseModel):
    """One thing to say, and the words of questions it fits."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    text: str
    about: tuple[str, ...] = ()


class Answers(BaseModel):
    """Everything the candidate can say."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    introduction: Answer
    stories: tuple[Answer, ...]
    follow_ups: tuple[Answer, ...]
    closing: Answer


def load_answers(path: Path = ANSWERS) -> Answers:
    """Return the answers of a file. Raises `ValueError` when it does not hold what it must."""
    return Answers.model_validate(yaml.safe_load(path.read_text(encoding="utf-8")))


@dataclass
class Script:
    """Hands out each answer once, the best fit first."""

    answers: Answers
    _told: set[str] = field(default_factory=set)
    _question: int = 0

    def reply(self, asked: str, question_number: int, move: str) -> str:
        """Return the script of the answer to what was asked.

        A new question gets a story, anything else about it a follow-up, the wrap-up the closing.
        """
        if move in ("wrap_up", "close", "answer_question"):
            return self.answers.closing.text
        if question_number != self._question:
            self._question = question_number
            return self._best(asked, self.answers.stories)
        return self._best(asked, self.answers.follow_ups)

    def _best(self, asked: str, choices: tuple[Answer, ...]) -> str:
        words = set(re.findall(r"[a-z]+", asked.lower()))
        left = [choice for choice in choices if choice.text not in self._told] or list(choices)
        chosen = max(left, key=lambda choice: sum(_fits(about, words) for about in choice.about))
        self._told.add(chosen.text)
        return chosen.text


def _fits(about: str, words: set[str]) -> bool:
    return any(word == about or word.startswith(about[:5]) for word in words if len(word) > 3)
