"""Keeps every turn as it is spoken, and the candidate's pace with it."""

import logging
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from livekit.agents import AgentSession, ConversationItemAddedEvent, llm

from agent.conversation import Conversation
from agent.heard_turn import heard_interaction, merged
from agent.speech.pace import CandidatePace
from agent.speech.transcript import RecognisedTurn
from agent.turn_writer import TurnWriter
from core.turn import CUT_OFF, Interaction, Role, TimingBasis, TypingSegment
from language import of

logger = logging.getLogger(__name__)

LATENCIES = (
    "e2e_latency",
    "transcription_delay",
    "end_of_turn_delay",
    "llm_node_ttft",
    "tts_node_ttfb",
)


def attach(
    session: AgentSession[Any], conversation: Conversation, writer: TurnWriter, pace: CandidatePace
) -> None:
    """Log each conversation item in the moment it is added, once.

    After an answer the candidate's pauses are kept, so that their pace outlives job and interview.
    """

    def on_item(event: ConversationItemAddedEvent) -> None:
        item = event.item
        if not isinstance(item, llm.ChatMessage) or not (item.text_content or "").strip():
            return
        if item.role == "user":
            _log_candidate(item, conversation, writer)
            _keep_pauses(conversation.session.id, pace.pauses, writer)
        elif item.role == "assistant":
            _log_interviewer(item, conversation, writer)

    def on_so_far(turn: RecognisedTurn | None) -> None:
        # what is said over the goodbye is part of no answer
        if not conversation.is_about_to_end():
            writer.keep_open(None if turn is None else _beginning(conversation, turn))

    conversation.floor.on_so_far = on_so_far
    session.on("conversation_item_added", on_item)


def _log_candidate(item: llm.ChatMessage, conversation: Conversation, writer: TurnWriter) -> None:
    text = (item.text_content or "").strip()
    question = conversation.open_question()
    kind = question.kind if question else None
    artifact, typing = conversation.pane.take()
    prepared = conversation.typed.pop(text, None)
    if prepared is not None and prepared.question_id == (question.id if question else None):
        interaction = replace(
            prepared,
            item_id=item.id,
            created_at=conversation.clock(),
            typing=typing,
            latency={**prepared.latency, **_latencies(item)},
        )
    else:
        interaction = _answer(
            conversation, item.id, text, _spoken(item, conversation), _latencies(item), typing
        )
    interaction = replace(interaction, artifact=artifact)
    earlier = conversation.taken_back()
    typed = interaction.timing_basis is TimingBasis.NONE
    if earlier is None or typed:
        conversation.append(interaction)
        writer.add(interaction, without=[_beginning_id(interaction)])
        logger.info("turn.logged", extra={"session_id": interaction.session_id, "role": "user"})
        return
    index = conversation.history.index(earlier)
    taken_out = conversation.history[index + 1 :]
    whole = merged(
        earlier,
        interaction,
        language=of(conversation.session.request.language),
        kind=kind,
        question_ended_seconds=conversation.last_question_end(before=index),
        talked_over=bool(taken_out),
    )
    conversation.history[index:] = [whole]
    gone = [_beginning_id(interaction), *(turn.item_id for turn in taken_out)]
    writer.replace(whole, without=gone)
    logger.info("turn.continued", extra={"session_id": whole.session_id})


def typed_answer(conversation: Conversation, text: str) -> Interaction:
    """Return an answer in writing to the open question, measured; its item id is still empty."""
    return _answer(conversation, "", text, None, {})


def _beginning(conversation: Conversation, turn: RecognisedTurn) -> Interaction:
    """Return so much of an open answer as is known: all there will be of it if this job dies."""
    begun = _answer(conversation, "", turn.text, turn, {})
    return replace(begun, item_id=_beginning_id(begun), faults=(*begun.faults, CUT_OFF))


def _beginning_id(answer: Interaction) -> str:
    """Return the item id of the beginning of a spoken answer; the whole one takes its place, also
    where another job has come to store the beginning as a turn."""
    return f"beginning-{answer.created_at.timestamp():.3f}"


def _answer(
    conversation: Conversation,
    item_id: str,
    text: str,
    turn: RecognisedTurn | None,
    metrics: Mapping[str, float],
    typing: tuple[TypingSegment, ...] = (),
) -> Interaction:
    question, move = conversation.open_question(), conversation.open_move()
    return heard_interaction(
        session_id=conversation.session.id,
        item_id=item_id,
        text=text,
        turn=turn,
        started_at=conversation.started_at,
        created_at=conversation.clock(),
        language=of(conversation.session.request.language),
        question_number=move.question_number if move else 0,
        question_id=question.id if question else None,
        kind=question.kind if question else None,
        question_ended_seconds=conversation.last_question_end(),
        metrics=metrics,
        typing=typing,
    )


def _keep_pauses(session_id: int, pauses: tuple[float, ...], writer: TurnWriter) -> None:
    if pauses:
        writer.put(lambda uow: uow.sessions.keep_pauses(session_id, pauses))


def _spoken(item: llm.ChatMessage, conversation: Conversation) -> RecognisedTurn | None:
    """Take the spoken turn that became this message; null when it was typed."""
    spoken = conversation.floor.spoken
    # Only what was recognised carries the recogniser's metrics.
    return spoken.popleft() if spoken and "stt_metadata" in item.metrics else None


def _log_interviewer(item: llm.ChatMessage, conversation: Conversation, writer: TurnWriter) -> None:
    text = (item.text_content or "").strip()
    if item.interrupted and conversation.floor.yielded:
        conversation.unsay(text)
        logger.info("reply.yielded", extra={"session_id": conversation.session.id})
        return
    worded, move = conversation.said(text, interrupted=item.interrupted)
    started = item.metrics.get("started_speaking_at")
    stopped = item.metrics.get("stopped_speaking_at")
    seconds = max(0.0, stopped - started) if started is not None and stopped is not None else None
    heard_move = move or conversation.open_move()
    interaction = Interaction(
        session_id=conversation.session.id,
        item_id=item.id,
        role=Role.ASSISTANT,
        content=text,
        created_at=datetime.fromtimestamp(started, UTC) if started else conversation.clock(),
        offset_seconds=conversation.offset_seconds(started) if started is not None else None,
        duration_seconds=seconds,
        timing_basis=TimingBasis.NONE if seconds is None else TimingBasis.VOICE_ACTIVITY,
        interrupted=item.interrupted,
        move=move,
        question_number=heard_move.question_number if heard_move else 0,
        question_id=heard_move.question_id if heard_move else None,
        worded_by=worded.worded_by if worded else None,
        latency={**_latencies(item), **(worded.latency if worded else {})},
        faults=worded.faults if worded else (),
    )
    conversation.append(interaction)
    writer.add(interaction)
    logger.info("turn.logged", extra={"session_id": interaction.session_id, "role": "assistant"})


def _latencies(item: llm.ChatMessage) -> dict[str, float]:
    return {
        name: float(item.metrics[name])  # type: ignore[literal-required]
        for name in LATENCIES
        if item.metrics.get(name) is not None
    }
