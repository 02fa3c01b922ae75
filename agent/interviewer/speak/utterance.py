"""What is to be said for a decided move: the values its wordings need, in spoken form."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from agent.interviewer.decide.decision_input import DecisionInput
from agent.interviewer.decide.interview_state import InterviewState
from agent.interviewer.decide.tuned import DECISIONS
from agent.interviewer.observe.observation import Observation
from agent.interviewer.wordings.general_probes import GeneralProbes
from agent.interviewer.wordings.lead_in import LeadIns
from agent.interviewer.wordings.templates import SENTENCE_LIMIT, Templates, situation_of
from core.interview import InterviewSession
from core.move import Move, MoveKind
from core.plan import Passage, Question
from core.turn import Interaction, Role
from language.en.speech.address import said_back
from language.en.speech.speakable import speakable
from language.en.stories.presupposition import holds
from language.en.text.number_words import counted
from language.en.text.sentences import split_sentences
from language.observed import Contradiction

NOTES_WORDS: Final = 40
ASKED_AGAIN_SENTENCES: Final = 2
"""How much of a question comes back after something else was said: all of a planned one."""


@dataclass(frozen=True, slots=True)
class Utterance:
    """One thing to be said: the move, what the candidate just said, and everything to word it."""

    session: InterviewSession
    history: Sequence[Interaction]
    said: str
    position: InterviewState
    seen: Observation
    move: Move
    lead_in: str
    passages: tuple[Passage, ...] = ()
    values: Mapping[str, str] = field(default_factory=dict)

    @property
    def situation(self) -> str:
        """The situation whose authored wordings fit."""
        return situation_of(self.move)

    @property
    def budget(self) -> int:
        """How many sentences there is room for after the lead-in."""
        return SENTENCE_LIMIT - (1 if self.lead_in else 0)

    @property
    def question(self) -> Question | None:
        """The planned question that is open after the move."""
        return self.session.plan.question(self.move.question_id)


def values_for(
    session: InterviewSession,
    history: Sequence[Interaction],
    scene: DecisionInput,
    move: Move,
    probes: GeneralProbes,
    more: str,
) -> dict[str, str]:
    """Return every placeholder value that any wording of the move may need.

    `probes` are the general follow-ups by aspect, `more` invites a further own question.
    """
    position, seen = scene.position, scene.seen
    question = session.plan.question(move.question_id)
    open_text = position.open_text or (question.text if question else "")
    again = " ".join(split_sentences(open_text)[-ASKED_AGAIN_SENTENCES:])
    values = {
        "question": question.text if question else open_text,
        "open": open_text if move.kind is MoveKind.REPEAT else again,
        "topic": question.competency if question else "",
        "theirs": seen.elsewhere or "",
        "tail": more if position.wrapping else again,
        "notes": _short(seen.note) if seen.note else "",
        "progress": _progress(scene),
    }
    if question and move.aspect:
        brief = 0 < seen.word_count <= DECISIONS.brief_words
        open_ones = (*(probes.brief if brief else ()), *probes.about(move.aspect, question.kind))
        general = _not_asked(open_ones, history)
        own = None if brief else question.probes.get(move.aspect)
        told = scene.topic.stems if scene.topic else frozenset()
        values["probe"] = own if own and holds(own, told) else general
    if move.anchor:
        values["anchor"] = said_back(move.anchor)
    if question and move.kind is MoveKind.HINT and move.level:
        values["hint"] = question.hints[move.level - 1]
    if seen.contradiction:
        values |= {"claim": _stated(seen.contradiction), "source": seen.contradiction.source}
    return {name: speakable(value) for name, value in values.items()}


def template_text(utterance: Utterance, templates: Templates, lead_ins: LeadIns) -> str:
    """Return the authored wording of an utterance, without its lead-in."""
    spoken = [
        item.content.removeprefix(lead_ins.at_start_of(item.content)).strip()
        for item in utterance.history
        if item.role is Role.ASSISTANT
        and item.move is not None
        and situation_of(item.move) == utterance.situation
    ]
    return templates.speak(
        utterance.situation, utterance.session.id, spoken, utterance.values, utterance.budget
    )


def as_data(value: object) -> str:
    """Return a value as JSON that cannot close the mark around it."""
    text = json.dumps(value, ensure_ascii=False, indent=1)
    return text.replace("<", "\\u003c").replace(">", "\\u003e")


def _stated(against: Contradiction) -> str:
    if against.kind != "years":
        return against.claim
    number = counted(int(against.claim)) if against.claim.isdigit() else against.claim
    return f"{number} year" if against.claim == "1" else f"{number} years"


def _short(note: str) -> str:
    return f"{' '.join(note.split()[:NOTES_WORDS]).rstrip('.!?,;: ')}."


def _progress(scene: DecisionInput) -> str:
    """Return where the interview stands, in a few words."""
    number, planned = scene.position.question_number, len(scene.plan.questions)
    minutes = max(1, round(scene.pace.left_seconds / 60))
    left = "about a minute" if minutes == 1 else f"about {counted(minutes)} minutes"
    return f"question {counted(number)} of {counted(planned)}, with {left} left"


def _not_asked(texts: Sequence[str], history: Sequence[Interaction]) -> str:
    said = " ".join(turn.content for turn in history if turn.role is Role.ASSISTANT)
    return next((text for text in texts if speakable(text) not in said), texts[0])
