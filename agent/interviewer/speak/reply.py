"""Finds the words: a model's where they come in time and may be spoken, else the authored."""

import asyncio
import logging
from collections.abc import AsyncGenerator, Callable, Mapping, Sequence
from contextlib import aclosing
from dataclasses import dataclass, field
from typing import Final

from agent.interviewer.speak.model_prompt import PromptWriter
from agent.interviewer.speak.utterance import Utterance, template_text
from agent.interviewer.wordings.gate import Material, Secrets, SpeechGate
from agent.interviewer.wordings.lead_in import LeadIns
from agent.interviewer.wordings.templates import SENTENCE_LIMIT, Templates, situation_of
from core.move import Move, MoveKind, WordedBy
from core.ports import ReplyEvent, Token, Worded
from core.turn import Role
from language.doubted import without_doubted
from language.en.speech.speakable import speakable
from language.en.text.sentences import (
    count_sentences,
    last_question,
    split_sentences,
    take_sentences,
)
from language.en.text.vocabulary import content_stems
from language.port import Requests
from llm.breaker import CircuitBreaker, steady_seconds
from llm.in_time import in_time
from llm.port import ModelPrompt, StreamingModel

logger = logging.getLogger(__name__)

WHOLE_REPLY_DEADLINES: Final = 4
"""A reply that is still not complete after this many deadlines is completed from templates."""
SAME_QUESTION_SHARE: Final = 0.8

_ADDS_THE_QUESTION = frozenset({MoveKind.ASK, MoveKind.BRIDGE})
_ASKS_AGAIN = frozenset({MoveKind.REDIRECT, MoveKind.REPHRASE, MoveKind.ANSWER_QUESTION})


@dataclass(slots=True)
class _Draft:
    """What has been said of one utterance so far."""

    emit: Callable[[ReplyEvent], None]
    sentences: list[str] = field(default_factory=list)
    asked: bool = False
    worded_by: WordedBy = WordedBy.TEMPLATE
    faults: tuple[str, ...] = ()
    latency: dict[str, float] = field(default_factory=dict)

    def say(self, text: str) -> None:
        self.emit(Token(f" {text}" if self.sentences else text))
        self.sentences.append(text)
        self.asked = self.asked or "?" in text

    def fail(self, worded_by: WordedBy, fault: str) -> None:
        self.worded_by = worded_by
        self.faults = (*self.faults, fault)


@dataclass(frozen=True, slots=True)
class ReplyWriter:
    """Words utterances. The breaker is the only thing here that changes."""

    templates: Templates
    lead_ins: LeadIns
    gate: SpeechGate
    requests: Requests
    writer: PromptWriter
    wording: StreamingModel | None
    breaker: CircuitBreaker
    deadline_seconds: float

    def room_for_lead_in(self, move: Move, values: Mapping[str, str]) -> int:
        """Return how many sentences there is room for before an authored wording of the move."""
        shortest = self.templates.fewest_sentences(situation_of(move), values)
        return max(0, SENTENCE_LIMIT - shortest)

    async def speak(self, utterance: Utterance, emit: Callable[[ReplyEvent], None]) -> Worded:
        """Emit the reply's `Token`s and return its `Worded`.

        A model's sentences go out one by one, each after it was checked. What is missing when the
        model is late, fails, or writes something that may not be said, comes from the templates.
        """
        started = steady_seconds()
        draft = _Draft(emit)
        authored = template_text(utterance, self.templates, self.lead_ins)
        tail = _tail(utterance, authored)
        room = utterance.budget - count_sentences(tail)
        if self.wording and room > 0 and self.writer.writes_for(utterance):
            if self.breaker.allows():
                await self._by_model(self.wording, utterance, draft, room, started)
            else:
                draft.fail(WordedBy.TEMPLATE_AFTER_MODEL_FAILED, "model_resting")
        if not draft.sentences:
            draft.say(authored)
        elif tail and not draft.asked:
            draft.say(tail)
        draft.latency["wording"] = steady_seconds() - started
        text = " ".join(part for part in (utterance.lead_in, *draft.sentences) if part)
        return Worded(text, utterance.move, draft.worded_by, draft.faults, draft.latency)

    async def _by_model(
        self,
        wording: StreamingModel,
        utterance: Utterance,
        draft: _Draft,
        room: int,
        started: float,
    ) -> None:
        draft.worded_by = WordedBy.MODEL
        # in a thread: of a long answer it takes a while, and meanwhile somebody may be speaking
        prompt, material, secrets = await asyncio.to_thread(self._gathered, utterance)
        try:
            async with aclosing(self._sentences(wording, prompt, draft, started)) as sentences:
                async for raw in sentences:
                    if self._take(raw, utterance, draft, material, secrets, room):
                        break
        except TimeoutError:
            fault = "model_stalled" if "first_token" in draft.latency else "model_late"
            draft.fail(WordedBy.TEMPLATE_AFTER_MODEL_LATE, fault)
        except Exception as error:
            logger.warning("wording.failed", extra={"error": type(error).__name__})
            draft.fail(WordedBy.TEMPLATE_AFTER_MODEL_FAILED, "model_failed")
        if not draft.sentences and draft.worded_by is WordedBy.MODEL:
            draft.worded_by = WordedBy.TEMPLATE_AFTER_MODEL_FAILED
            draft.faults = draft.faults or ("model_empty",)
        if draft.worded_by in (WordedBy.MODEL, WordedBy.TEMPLATE_AFTER_MODEL_REFUSED):
            self.breaker.succeeded()
        else:
            self.breaker.failed()

    def _gathered(self, utterance: Utterance) -> tuple[ModelPrompt, Material, Secrets]:
        """Return what a model is told, what may be spoken about, looked through, and what not."""
        material = _material(utterance, self.requests)
        material.look_through()
        return self.writer.write(utterance), material, _secrets(utterance)

    def _take(
        self,
        raw: str,
        utterance: Utterance,
        draft: _Draft,
        material: Material,
        secrets: Secrets,
        room: int,
    ) -> bool:
        """Say a sentence if it may be said; return whether the reply is complete with it."""
        sentence = speakable(raw)
        asks = "?" in sentence
        links_only = utterance.move.kind in _ADDS_THE_QUESTION
        if links_only and asks:
            return True
        refused = self.gate.refusal(raw, material, secrets)
        if refused is None and asks and _asked_before(sentence, utterance):
            refused = "asked_before"
        if not asks and (refused == "praise" or _just_said(sentence, utterance, draft)):
            return False
        if refused:
            draft.fail(WordedBy.TEMPLATE_AFTER_MODEL_REFUSED, f"refused_{refused}")
            return True
        if not asks and len(draft.sentences) >= room:
            return True
        draft.say(sentence)
        if "first_sentence" not in draft.latency:
            draft.latency["first_sentence"] = draft.latency["last_token"]
        return asks or (links_only and len(draft.sentences) >= room)

    async def _sentences(
        self, wording: StreamingModel, prompt: ModelPrompt, draft: _Draft, started: float
    ) -> AsyncGenerator[str, None]:
        """Yield finished sentences as the model writes them; what it leaves unfinished is dropped.

        Raises `TimeoutError` when the first token, a later one or the whole reply is late.
        """
        buffer = ""
        whole_seconds = WHOLE_REPLY_DEADLINES * self.deadline_seconds
        async with aclosing(wording.stream(prompt)) as pieces:
            async for piece in in_time(pieces, whole_seconds, self.deadline_seconds):
                draft.latency["last_token"] = steady_seconds() - started
                draft.latency.setdefault("first_token", draft.latency["last_token"])
                buffer += piece
                found, buffer = take_sentences(buffer)
                for sentence in found:
                    yield sentence
        rest = buffer.strip()
        if rest and rest.rstrip("\"'”’)")[-1:] in (".", "!", "?", "…"):
            yield rest
        elif rest:
            draft.faults = (*draft.faults, "model_cut_off")


def _tail(utterance: Utterance, authored: str) -> str:
    """Return the authored question with which a reply ends that has not asked one itself."""
    if utterance.move.kind in _ADDS_THE_QUESTION:
        return utterance.values["question"]
    if utterance.move.kind is MoveKind.ANSWER_QUESTION:
        return utterance.values["tail"]
    if utterance.move.kind in _ASKS_AGAIN:
        return utterance.values["open"]
    return last_question(authored) or split_sentences(authored)[-1]


def _material(utterance: Utterance, requests: Requests) -> Material:
    """Return what may be spoken about; orders to the program bring no word into the talk."""
    request = utterance.session.request
    parts: Sequence[str | None] = (
        request.role_context,
        request.company_context,
        utterance.session.plan.role_notes,
        utterance.position.open_text,
        requests.without_injection(utterance.said),
        utterance.question.text if utterance.question else None,
        *(utterance.values.get(name) for name in ("probe", "topic", "claim", "anchor")),
        *(
            requests.without_injection(without_doubted(turn.content, turn.doubted))
            for turn in utterance.history
        ),
        *(passage.text for passage in utterance.passages),
    )
    return Material(" ".join(part for part in parts if part))


def _secrets(utterance: Utterance) -> Secrets:
    topic, plan = utterance.position.topic, utterance.session.plan
    texts: list[str] = []
    for question in (*plan.questions, *plan.reserves):
        texts += (question.outline, *question.hints, *(point.text for point in question.key_points))
        if question.id not in utterance.position.asked_ids and question != utterance.question:
            texts.append(question.text)
    points = topic.question.key_points if topic else ()
    hits = topic.hits if topic else ()
    unsaid = tuple(point for point, hit in zip(points, hits, strict=True) if not hit)
    return Secrets(unsaid, tuple(texts))


def _just_said(sentence: str, utterance: Utterance, draft: _Draft) -> bool:
    """Return whether the interviewer's last words, or this reply, hold the sentence already; what
    belongs to the open question may be said again."""
    if sentence in split_sentences(utterance.position.open_text or ""):
        return False
    said = (turn.content for turn in reversed(utterance.history) if turn.role is Role.ASSISTANT)
    return sentence in (*draft.sentences, *split_sentences(next(said, "")))


def _asked_before(sentence: str, utterance: Utterance) -> bool:
    if utterance.move.kind in _ASKS_AGAIN:
        return False
    wanted = content_stems(sentence)
    for turn in utterance.history:
        if turn.role is Role.ASSISTANT and (asked := last_question(turn.content)):
            before = content_stems(asked)
            alike = len(wanted & before) / max(1, len(wanted | before))
            if asked == sentence or alike >= SAME_QUESTION_SHARE:
                return True
    return False
