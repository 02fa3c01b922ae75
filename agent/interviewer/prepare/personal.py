"""Questions that only this candidate gets: from the resume, and from what was left open before."""

import random
import re
from collections.abc import Sequence
from functools import cache
from typing import Any

from agent.interviewer.prepare.memory import Weakness
from agent.interviewer.prepare.tuned import PLANS
from agent.interviewer.wordings.gate import SpeechGate
from core.errors import PromptError
from core.plan import Question, QuestionKind
from language.en.requests.intents import Intents
from language.en.resumes.wrapping import is_unfinished
from language.en.speech.address import with_yours, without_i
from language.en.speech.speakable import speakable
from language.en.stories.actions import is_past_action
from language.en.text.sentences import split_sentences
from prompts.loader import Prompt, load_yaml

CLAIM_WORDS = (4, 18)

_PATH = "interviewer/personal.yaml"
_BULLET = re.compile(r"^[\s\-*•–—·]+")
_PLAIN = re.compile(r"(?:[\w ,.%&+#/'’()$€£≥≤~–-]|[<>](?=\s?[$€£]?\d))+")
_FIGURE = re.compile(r"\d")
_GOES_ON = re.compile(r"(?<![.!?;:\n])\n[ \t]*(?=[a-z(])")
"""A line that begins small carries on the one before it, however the page was broken."""


def resume_claim(
    resume: str | None, intents: Intents, gate: SpeechGate, asked: Sequence[str] = ()
) -> str | None:
    """Return the most concrete thing a resume says was done, as words after "you", or null.

    Only a whole plain sentence that begins with a past action counts: what addresses the program,
    is private, or is no plain text is passed over. `asked` are the questions of earlier interviews
    about the resume, the latest first: what none of them was about goes first, then what was asked
    longest ago; never what the latest one was about.
    """
    found: list[tuple[bool, str]] = []
    for line in _sentences(resume or ""):
        text = _BULLET.sub("", line).strip().rstrip(".;, ")
        text = without_i(text)
        words = text.split()
        if not CLAIM_WORDS[0] <= len(words) <= CLAIM_WORDS[1] or not _PLAIN.fullmatch(text):
            continue
        if (
            is_unfinished(text)
            or not is_past_action(words[0].lower())
            or intents.attempts_injection(text)
        ):
            continue
        if gate.forbids(text):
            continue
        claim = f"{words[0].lower()} {' '.join(words[1:])}"
        found.append((bool(_FIGURE.search(text)), with_yours(claim)))
    concrete_first = sorted(found, key=lambda one: not one[0])
    last_asked = {claim: _place(claim, asked) for _, claim in concrete_first}
    free = [claim for claim, place in last_asked.items() if place != 0]
    return max(free, key=lambda claim: last_asked[claim], default=None)


def _sentences(resume: str) -> list[str]:
    """Return a resume's sentences and the items of its lists, whole though a line broke them."""
    lines = re.split(r"[\n;\t]", _GOES_ON.sub(" ", resume))
    return [sentence for line in lines for sentence in split_sentences(_BULLET.sub("", line))]


def _place(claim: str, asked: Sequence[str]) -> int:
    """Return how many questions ago a claim was asked about; after all of them if it never was."""
    spoken = speakable(claim)
    return next((n for n, question in enumerate(asked) if spoken in question), len(asked) + 1)


@cache
def authored_personal() -> dict[str, Any]:
    """Return the authored part of personal questions, read once; `PromptError` if it is no YAML."""
    content: dict[str, Any] = load_yaml(_PATH)
    return content


def resume_question(claim: str, chance: random.Random) -> Question:
    """Return the question about a resume's claim, complete in every field."""
    authored = authored_personal()["resume"]
    texts = [Prompt("interviewer/personal.yaml#resume", text) for text in authored["texts"]]
    if any(text.placeholders != {"claim"} for text in texts):
        raise PromptError(f"prompts/{_PATH}: every text needs the placeholder claim and no other")
    fields = {name: value for name, value in authored.items() if name != "texts"}
    return Question.model_validate(
        fields
        | {
            "id": f"resume-{chance.randrange(16**8):08x}",
            "text": speakable(chance.choice(texts).fill(claim=claim)),
            "kind": QuestionKind.PAST_BEHAVIOUR,
            "level": "medium",
            "roles": ("general",),
            "dimensions": ("star",),
            "source": "resume",
        }
    )


def weakness_questions(
    weaknesses: Sequence[Weakness], bank: Sequence[Question]
) -> tuple[Question, ...]:
    """Return up to two questions on what was left open before, marked with where that is from.

    A competency that came up more often goes first; another question of the same competency is
    preferred to the one that was left open.
    """
    times: dict[str, int] = {}
    for weakness in weaknesses:
        times[weakness.competency] = times.get(weakness.competency, 0) + 1
    known = {weakness.question_id for weakness in weaknesses}
    found: list[Question] = []
    for competency in sorted(times, key=lambda name: -times[name]):
        fitting = [question for question in bank if question.competency == competency]
        fresh = [question for question in fitting if question.id not in known]
        if chosen := (fresh or fitting)[:1]:
            found.append(chosen[0].model_copy(update={"source": "weakness"}))
        if len(found) == PLANS.weakness_limit:
            break
    return tuple(found)
