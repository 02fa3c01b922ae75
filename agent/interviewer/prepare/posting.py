"""Questions that serve what a job posting asks for."""

import random
import re
from collections.abc import Mapping, Sequence
from math import ceil
from typing import Final

from agent.interviewer.prepare.personal import authored_personal
from agent.interviewer.prepare.tuned import PLANS
from agent.interviewer.wordings.gate import SpeechGate
from core.errors import PromptError
from core.plan import Question, QuestionKind, Requirement, RequirementKind
from language.en.requests.intents import Intents
from language.en.requests.wishes import Alike, Wishes, wished_for
from language.en.resumes.postings import is_on_paper, requirements_in
from language.en.speech.speakable import speakable
from language.en.text.casing import within_a_sentence
from prompts.loader import Prompt

ASKED_WORDS: Final = 18

_PATH = "interviewer/personal.yaml"
_PLAIN = re.compile(r"(?:[\w ,.:%&+#/'’()$€£≥≤~–-]|[<>](?=\s?[$€£]?\d))+")
_ORDER = (RequirementKind.MUST, RequirementKind.TASK, RequirementKind.NICE)


def posting_requirements(
    posting: str | None, intents: Intents, gate: SpeechGate
) -> tuple[Requirement, ...]:
    """Return what a posting asks for, without what addresses the program or may not be said."""
    return tuple(
        one
        for one in requirements_in(posting or "")
        if _PLAIN.fullmatch(one.text)
        and not intents.attempts_injection(one.text)
        and not gate.forbids(one.text)
    )


def served_count(questions: int) -> int:
    """Return how many of an interview's questions serve a posting, where there is one."""
    return ceil(questions * PLANS.served_share)


def askable(requirements: Sequence[Requirement]) -> list[Requirement]:
    """Return what a question can be about, needed before tasks before what is nice to have."""
    fitting = [
        one
        for one in requirements
        if one.kind in _ORDER and len(one.text.split()) <= ASKED_WORDS and not is_on_paper(one.text)
    ]
    return sorted(fitting, key=lambda one: _ORDER.index(one.kind))


def posting_questions(
    requirements: Sequence[Requirement],
    count: int,
    ranked: Sequence[tuple[float, Question]],
    chance: random.Random,
    alike: Mapping[str, Alike] | None = None,
) -> list[Question]:
    """Return up to `count` questions, each marked with the requirement that it serves.

    A question of the bank that is about a requirement is taken, else one is asked about the
    requirement in the posting's own words. `alike` gives by a requirement's text how similar in
    meaning the questions are.
    """
    found: list[Question] = []
    for one in askable(requirements)[:count]:
        taken = {question.id for question in found}
        free = [(value, question) for value, question in ranked if question.id not in taken]
        about = wished_for(Wishes(wanted=(one.text,)), free, alike)
        marks = {"source": "posting", "serves": one.text}
        found.append(about[0].model_copy(update=marks) if about else _question(one, chance))
    return found


def _question(requirement: Requirement, chance: random.Random) -> Question:
    """Return a question about a requirement, complete in every field."""
    authored, whole = authored_personal()["posting"], authored_personal()["resume"]
    name = "tasks" if requirement.kind is RequirementKind.TASK else "texts"
    texts = [Prompt(f"{_PATH}#posting", text) for text in authored[name]]
    if any(text.placeholders != {"requirement"} for text in texts):
        raise PromptError(f"prompts/{_PATH}: every text needs the placeholder requirement alone")
    fields = {key: value for key, value in whole.items() if key != "texts"}
    asked = chance.choice(texts).fill(requirement=_told(requirement.text))
    return Question.model_validate(
        fields
        | {
            "id": f"posting-{chance.randrange(16**8):08x}",
            "text": speakable(asked),
            "competency": authored["competency"],
            "kind": QuestionKind.PAST_BEHAVIOUR,
            "level": "medium",
            "roles": ("general",),
            "dimensions": ("star",),
            "source": "posting",
            "serves": requirement.text,
        }
    )


def _told(text: str) -> str:
    """Return a requirement as the question says it; one word alone may be a name."""
    return within_a_sentence(text) if " " in text else text
