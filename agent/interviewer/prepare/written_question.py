"""Questions that a model has written for one interview, held to what the bank's are held to."""

import zlib
from typing import Final

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from agent.interviewer.wordings.gate import Material, SpeechGate
from core.interview import InterviewType
from core.plan import Question, QuestionKind
from language.en.requests.intents import Intents
from language.en.requests.invitations import invites_a_story, invites_an_answer
from language.en.speech.speakable import speakable
from language.en.text.sentences import count_questions, split_sentences
from prompts.interview_types import type_entries

TEXT_SENTENCES: Final = 2
TEXT_WORDS: Final = 60
HELP_WORDS: Final = 40


class WrittenPoint(BaseModel):
    """A key point as a model writes it."""

    model_config = ConfigDict(extra="ignore")

    text: str
    phrasings: list[str]


class WrittenQuestion(BaseModel):
    """A question as a model writes it; what is too much is cut, what is missing is refused."""

    model_config = ConfigDict(extra="ignore")

    text: str
    competency: str
    level: str
    minutes: float = Field(default=4.0, ge=1, le=10)
    key_points: list[WrittenPoint]
    probes: dict[str, str]
    hints: list[str]


def as_question(
    written: WrittenQuestion,
    interview_type: InterviewType,
    material: Material,
    gate: SpeechGate,
    intents: Intents,
) -> Question | str:
    """Return the question, complete in every field, or what is wrong with it in a few words.

    Everything that may be spoken of it passes the same gate as a model's words in the talk, and
    names and figures must be in `material`, what role, company and candidate have told.
    """
    for name, text, words in (
        ("text", written.text, TEXT_WORDS),
        *((f"probe {aspect}", text, HELP_WORDS) for aspect, text in written.probes.items()),
        *(("hint", text, HELP_WORDS) for text in written.hints),
    ):
        if wrong := _unspeakable(text, words, material, gate, intents):
            return f"its {name} cannot be spoken ({wrong})"
    if count_questions(written.text) > 1 or len(split_sentences(written.text)) > TEXT_SENTENCES:
        return "its text must be at most two sentences with one question"
    if not invites_an_answer(written.text):
        return "its text asks nothing"
    if any(count_questions(text) != 1 for text in written.probes.values()):
        return "every probe must be one question"
    story = invites_a_story(written.text)
    kind = QuestionKind.PAST_BEHAVIOUR if story else type_entries()[interview_type].written
    try:
        return Question.model_validate(
            {
                "id": f"written-{zlib.crc32(written.text.encode()):08x}",
                "text": speakable(written.text),
                "kind": kind,
                "competency": written.competency.strip().lower(),
                "level": written.level,
                "roles": ("general",),
                "dimensions": ("star",) if story else (),
                "minutes": written.minutes,
                "key_points": [
                    {"text": point.text, "phrasings": point.phrasings[:5]}
                    for point in written.key_points[:8]
                ],
                "probes": {aspect: speakable(text) for aspect, text in written.probes.items()},
                "hints": tuple(speakable(text) for text in written.hints[:2]),
                "outline": " ".join(_sentence(point.text) for point in written.key_points[:8]),
                "source": "written",
            }
        )
    except ValidationError as error:
        field = ".".join(str(part) for part in error.errors()[0]["loc"][:1])
        return f"its {field} is not as asked for"


def _unspeakable(
    text: str, limit: int, material: Material, gate: SpeechGate, intents: Intents
) -> str | None:
    if not text.strip() or len(text.split()) > limit:
        return "empty or too long"
    if intents.attempts_injection(text):
        return "orders"
    refusals = (gate.refuses_to_ask(sentence, material) for sentence in split_sentences(text))
    return next((reason for reason in refusals if reason), None)


def _sentence(text: str) -> str:
    return text if text.rstrip().endswith((".", "!", "?")) else f"{text.rstrip()}."
