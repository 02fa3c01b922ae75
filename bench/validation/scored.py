"""Every answer of a ladder with the scores it gets, from the rules or from a judge."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cached_property

from bench.validation.deliveries import DELIVERIES, PLAIN, Delivery
from bench.validation.ladders import Ladder
from core.assessment import Assessment
from core.interview import InterviewRequest, InterviewSession, SessionStatus
from core.move import Move, MoveKind
from core.plan import InterviewPlan, Question
from core.ports import Assessor
from core.turn import Interaction, Role, SpeechSegment, TimingBasis, Word
from scoring.composite import compose
from scoring.rubric.definition import Rubric

_PAUSE = re.compile(r"\[(\d+\.\d+)\]")
_NOON = datetime(2026, 1, 5, 12, 0, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Scores:
    """The scores of one answer: content and overall in 0-100, and every dimension."""

    content: float
    overall: float
    dimensions: dict[str, float | None]


@dataclass(frozen=True)
class ScoredLadder:
    """A ladder with the scores of its variants."""

    ladder: Ladder
    scores: dict[str, Scores]

    def content(self, name: str) -> float:
        """Return the content score of a variant."""
        return self.scores[name].content

    @cached_property
    def kinds(self) -> Mapping[str, Sequence[str]]:
        """The names of all variants by their kind: `attack/` for `attack/polite/1`."""
        kinds: dict[str, list[str]] = {}
        for name in self.scores:
            kind, slash, _ = name.partition("/")
            kinds.setdefault(kind + slash, []).append(name)
        return kinds


async def score_ladder(
    ladder: Ladder,
    assessor: Assessor,
    rubric: Rubric,
    deliveries: Mapping[str, Delivery] = DELIVERIES,
) -> ScoredLadder:
    """Return a ladder with all of its variants scored as spoken answers, the strong one also as
    it is said in each of the deliveries."""
    said = {name: (text, PLAIN) for name, text in ladder.answers.items()}
    said |= {name: (ladder.answers["strong"], how) for name, how in deliveries.items()}
    scores = {}
    for name, (text, how) in said.items():
        assessment = await assessor.assess(_session(ladder), _history(ladder.question, text, how))
        scores[name] = _scores(assessment, rubric)
    return ScoredLadder(ladder, scores)


def interview_of(
    ladders: Sequence[Ladder], name: str = "said"
) -> tuple[InterviewSession, Sequence[Interaction]]:
    """Return an interview in which all these questions got the answers of that name."""
    turns: list[Interaction] = []
    for at, ladder in enumerate(ladders, start=1):
        asked, *said, closed = _history(ladder.question, ladder.answers[name], PLAIN)
        for turn in (asked, *said, *([closed] if at == len(ladders) else [])):
            number = len(turns) + 1
            turns.append(
                replace(
                    turn, id=number, item_id=str(number), question_number=at,
                    move=turn.move and turn.move.model_copy(update={"question_number": at}),
                )
            )  # fmt: skip
    session = replace(
        _session(ladders[0]), plan=InterviewPlan(questions=tuple(x.question for x in ladders))
    )
    return session, turns


def _scores(assessment: Assessment, rubric: Rubric) -> Scores:
    """Return the scores of a one-question interview, without the rule that needs three of them."""
    dimensions = {d.name: d.score for d in assessment.dimensions}
    composed = compose(dimensions, rubric)
    content = composed.groups["content"] or 0.0
    silent = assessment.answered_question_count == 0
    overall = 0.0 if silent else composed.overall
    return Scores(content, overall if overall is not None else content, dimensions)


def _session(ladder: Ladder) -> InterviewSession:
    return InterviewSession(
        id=1,
        user_id=1,
        request=InterviewRequest("Validation", ladder.interview_type),
        status=SessionStatus.COMPLETED,
        plan=InterviewPlan(questions=(ladder.question,)),
        opener="Hello.",
        created_at=_NOON,
    )


def _history(question: Question, text: str, how: Delivery) -> Sequence[Interaction]:
    asked = Interaction(
        1, "asked", Role.ASSISTANT, question.text, _NOON, id=1, question_number=1,
        move=Move(kind=MoveKind.ASK, question_number=1, question_id=question.id),
    )  # fmt: skip
    closed = replace(asked, item_id="closed", id=3, move=Move(kind=MoveKind.CLOSE))
    if not text:
        return asked, closed
    return asked, _spoken(question, text, how), closed


def _spoken(question: Question, text: str, how: Delivery) -> Interaction:
    """Return a verbatim turn of a text said in a way, with or without the times of its words."""
    words: list[Word] = []
    segments: list[SpeechSegment] = []
    now = began = 10.0
    for part in how.script(text).split():
        if pause := _PAUSE.fullmatch(part):
            segments.append(SpeechSegment(began, now))
            now += float(pause[1])
            began = now
        else:
            words.append(Word(part, now, now + how.word_seconds, 0.95))
            now += how.word_seconds
    segments.append(SpeechSegment(began, now))
    said = Interaction(
        1, "said", Role.USER, " ".join(word.text for word in words), _NOON, id=2,
        question_number=1, question_id=question.id, offset_seconds=10.0, words=tuple(words),
        speech_segments=tuple(segments), duration_seconds=now - 10.0, asr_verbatim=True,
        timing_basis=TimingBasis.WORDS_AND_VOICE_ACTIVITY,
    )  # fmt: skip
    if how.timed:
        return said
    return replace(
        said, words=(), speech_segments=(), duration_seconds=None, timing_basis=TimingBasis.NONE
    )
