"""From a spoken turn to a stored one: the interview's clock, the measures, and merging; pure."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime

from agent.speech.transcript import RecognisedTurn
from core.plan import QuestionKind
from core.turn import Interaction, Role, SpeechSegment, TimingBasis, TypingSegment, Word
from language.port import SpeechLanguage
from scoring.delivery.measured_turn import measured

TALKED_OVER = "the interviewer cut in and gave the floor back"


def heard_interaction(
    *,
    session_id: int,
    item_id: str,
    text: str,
    turn: RecognisedTurn | None,
    started_at: datetime,
    created_at: datetime,
    language: SpeechLanguage,
    question_number: int,
    question_id: str | None,
    kind: QuestionKind | None,
    question_ended_seconds: float | None,
    metrics: Mapping[str, float],
    typing: tuple[TypingSegment, ...] = (),
) -> Interaction:
    """Return the candidate's turn as it is stored, measured.

    `turn` is null when the words were typed; `typing` is when keys were pressed in the pane. Times
    of the result count from `started_at`.
    """
    base = Interaction(
        session_id=session_id,
        item_id=item_id,
        role=Role.USER,
        content=text,
        created_at=created_at,
        question_number=question_number,
        question_id=question_id,
        latency=dict(metrics),
        typing=typing,
    )
    if turn is not None:
        base = _with_times(base, turn, started_at)
    return measured(base, language, kind, question_ended_seconds)


def _with_times(base: Interaction, turn: RecognisedTurn, started_at: datetime) -> Interaction:
    shift = turn.stream_started_at - started_at.timestamp()
    segments = tuple(
        SpeechSegment(max(0.0, start + shift), max(0.0, end + shift))
        for start, end in turn.speech_segments
    )
    words = tuple(
        Word(word.text, max(0.0, word.start_seconds + shift), max(0.0, word.end_seconds + shift))
        for word in turn.words
    )
    start, end = segments[0].start_seconds, segments[-1].end_seconds
    return replace(
        base,
        created_at=datetime.fromtimestamp(turn.stream_started_at + turn.speech_segments[0][0], UTC),
        offset_seconds=start,
        duration_seconds=max(0.0, end - start),
        timing_basis=(
            TimingBasis.WORDS_AND_VOICE_ACTIVITY if words else TimingBasis.VOICE_ACTIVITY
        ),
        words=words,
        speech_segments=segments,
        latency={**base.latency, **turn.latency},
        faults=turn.faults,
        tool_results=(_told(turn),),
    )


def _told(turn: RecognisedTurn) -> dict[str, object]:
    told: dict[str, object] = {"end_of_turn": turn.decided_by, "recogniser": turn.provider}
    return told | ({"doubted": sorted(turn.doubted)} if turn.doubted else {})


def merged(
    first: Interaction,
    more: Interaction,
    *,
    language: SpeechLanguage,
    kind: QuestionKind | None,
    question_ended_seconds: float | None,
    talked_over: bool,
) -> Interaction:
    """Return two halves of one answer as one turn under the first one's id, measured again.

    With `talked_over` the interviewer was heard for more than a moment between them.
    """
    duration = first.duration_seconds
    if first.offset_seconds is not None and more.offset_seconds is not None:
        duration = more.offset_seconds + (more.duration_seconds or 0.0) - first.offset_seconds
    whole = replace(
        first,
        content=f"{first.content} {more.content}".strip(),
        duration_seconds=duration,
        words=first.words + more.words,
        speech_segments=first.speech_segments + more.speech_segments,
        latency=more.latency,
        tool_results=(*first.tool_results, *more.tool_results),
        artifact=more.artifact or first.artifact,
        typing=(*first.typing, *more.typing),
        faults=(*first.faults, *more.faults, *((TALKED_OVER,) if talked_over else ())),
    )
    return measured(whole, language, kind, question_ended_seconds)
