"""Where an interview stands, rebuilt from its plan and its turn log. Nothing else is remembered.

The same plan and log always give the same position, so a run may be repeated and an interview
that lost its process goes on exactly where it was.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial

from agent.interviewer.decide.tuned import DECISIONS
from agent.interviewer.observe.observation import Observation
from agent.interviewer.observe.observer import Observer
from agent.interviewer.wordings.reasons import MANNERS
from core.interview import InterviewSession
from core.move import Move, MoveKind, Reason
from core.plan import ProbeAspect, Question, QuestionKind, coverage
from core.turn import Interaction, Role
from language.observed import Intent
from language.port import TextLanguage

OPENS_A_QUESTION = frozenset({MoveKind.GREET, MoveKind.ASK, MoveKind.BRIDGE})
FOLLOWS_UP = frozenset({MoveKind.PROBE, MoveKind.CHALLENGE})
TAKES_FOR_AN_ANSWER = FOLLOWS_UP | {MoveKind.ASK, MoveKind.WRAP_UP}
"""What is said to an answer; to a request, none of it."""


@dataclass(frozen=True, slots=True)
class OpenQuestion:
    """Everything that happened on one planned question since it was asked.

    `probe_stems` are the stems of its follow-ups by what they are about.
    """

    question: Question
    number: int
    asked_at_seconds: float | None = None
    moves: tuple[Move, ...] = ()
    answers: tuple[Observation, ...] = ()
    probe_stems: Mapping[ProbeAspect, frozenset[str]] = field(default_factory=dict)

    def count(self, kind: MoveKind, reason: Reason | None = None) -> int:
        """Return how often a move was made on this question, optionally with one reason only."""
        return sum(m.kind is kind and reason in (None, m.reason) for m in self.moves)

    @property
    def probe_count(self) -> int:
        """How many follow-ups were asked."""
        return sum(move.kind in FOLLOWS_UP for move in self.moves)

    @property
    def aspects(self) -> frozenset[ProbeAspect]:
        """The aspects that were probed."""
        return frozenset(m.aspect for m in self.moves if m.kind is MoveKind.PROBE and m.aspect)

    @property
    def hits(self) -> tuple[bool, ...]:
        """Which key points all answers together have hit."""
        if not self.answers:
            return (False,) * len(self.question.key_points)
        return tuple(
            any(column) for column in zip(*(a.key_points for a in self.answers), strict=True)
        )

    @property
    def coverage(self) -> float:
        """The weighted share (0-1) of key points hit by all answers together."""
        return coverage(self.hits, self.question.key_points)

    def said_about(self, aspect: ProbeAspect) -> float:
        """Return which share (0-1) of the words of an aspect's follow-up the answers have used."""
        asked = self.probe_stems[aspect]
        return len(asked & self.stems) / max(1, len(asked))

    @property
    def stems(self) -> frozenset[str]:
        """The stems of all answers' words that carry content."""
        return frozenset[str]().union(*(answer.stems for answer in self.answers))

    def best(self, part: str) -> float:
        """Return the best mark (0-1) of a STAR part over all answers."""
        return max((float(getattr(answer, part)) for answer in self.answers), default=0.0)

    @property
    def tells_a_story(self) -> bool:
        """Whether the question asks for something that happened."""
        return self.question.kind is QuestionKind.PAST_BEHAVIOUR

    @property
    def strength(self) -> float:
        """How well the question is answered so far, 0-1, from content and never from length."""
        if not self.answers:
            return 0.0
        if not self.tells_a_story:
            return self.coverage
        story = sum(self.best(p) for p in ("situation", "task", "action", "result")) / 4
        return max(self.coverage, story)


@dataclass(frozen=True, slots=True)
class InterviewState:
    """Where the interview stands before the next move.

    `level_shift` is how far the answers so far have moved the difficulty (-2 to 2). `told` holds
    the answers to the candidate's own questions, `unanswered` the question that was open without an
    answer when the wrap-up began. `heard` counts the candidate's turns, `doubtful` those of them
    that may have been a request or none.
    """

    moves: tuple[Move, ...] = ()
    asked_ids: tuple[str, ...] = ()
    topic: OpenQuestion | None = None
    open_text: str = ""
    last_said: str = ""
    level_shift: int = 0
    wrapping: bool = False
    closed: bool = False
    nudges: int = 0
    wrap_up_questions: int = 0
    challenged: frozenset[Reason] = frozenset()
    told: tuple[str, ...] = ()
    unanswered: OpenQuestion | None = None
    heard: int = 0
    doubtful: int = 0

    @property
    def question_number(self) -> int:
        """The number of the planned question asked last, 0 before the first."""
        return len(self.asked_ids)


def rebuild(
    session: InterviewSession,
    history: Sequence[Interaction],
    observer: Observer,
    known: frozenset[str] | None = None,
) -> InterviewState:
    """Return the position after all turns of the log.

    Without any turn the opener counts as said: it stands on the session from its creation.
    """
    language = observer.language
    known = known if known is not None else known_stems(session, language)
    position = InterviewState()
    if not any(turn.role is Role.ASSISTANT and turn.move for turn in history):
        position = _after_opener(session, language)
    for at, turn in enumerate(history):
        if turn.is_gap:
            continue
        if turn.role is Role.USER:
            look = partial(
                observe_at, position, turn.content, session, observer, known, doubted=turn.doubted
            )
            seen = look()
            doubtful = position.doubtful + (seen.doubt is not None)
            if seen.doubt and (found := _found(seen.doubt, history[at + 1 :])):
                seen = look(settled=found)
            position = replace(after_candidate(position, seen), doubtful=doubtful)
        elif turn.move is not None:
            position = _after_move(position, session, turn.move, turn, language)
    return position


def observe_at(
    position: InterviewState,
    utterance: str,
    session: InterviewSession,
    observer: Observer,
    known: frozenset[str],
    settled: Intent | None = None,
    doubted: frozenset[str] = frozenset(),
) -> Observation:
    """Return what an utterance is, given where the interview stands.

    `settled` is what an utterance in doubt was found to mean, `doubted` are its words that the
    recogniser was not sure of.
    """
    topic = position.topic
    return observer.observe(
        utterance,
        topic.question if topic else None,
        last_asked=position.last_said,
        claims=session.plan.claims,
        known=known,
        notes=session.plan.role_notes,
        told=position.told,
        settled=settled,
        doubted=doubted,
    )


def _found(doubt: Intent, later: Sequence[Interaction]) -> Intent | None:
    """Return what words in doubt were taken for when they were replied to: the reply tells.

    Null where they had no reply that was heard.
    """
    replies = (turn.move for turn in later if turn.role is Role.ASSISTANT)
    move = next(replies, None)
    if move is None:
        return None
    return Intent.ANSWER if move.kind in TAKES_FOR_AN_ANSWER else doubt


def known_stems(session: InterviewSession, language: TextLanguage) -> frozenset[str]:
    """Return the stems of what is known about role, company and instructions."""
    request = session.request
    parts = (
        request.role_context,
        request.company_context,
        request.custom_instructions,
        session.plan.role_notes,
        *(claim.value for claim in session.plan.claims),
    )
    return language.content_stems(" ".join(part for part in parts if part))


def after_candidate(position: InterviewState, seen: Observation) -> InterviewState:
    """Return the position after the candidate has said something."""
    if seen.intent is Intent.NOTHING:
        return position
    position = replace(
        position,
        heard=position.heard + 1,
        doubtful=position.doubtful + (seen.doubt is not None),
    )
    topic = position.topic
    if topic is not None:
        answers = (*topic.answers, seen) if seen.intent is Intent.ANSWER else topic.answers
        topic = replace(topic, answers=answers)
    return replace(position, topic=topic, nudges=0)


def _after_opener(session: InterviewSession, language: TextLanguage) -> InterviewState:
    first = session.plan.questions[0]
    move = Move(kind=MoveKind.GREET, question_number=1, question_id=first.id)
    return _opened(InterviewState(), _topic(first, 1, 0.0, move, language), session.opener)


def _after_move(
    position: InterviewState,
    session: InterviewSession,
    move: Move,
    turn: Interaction,
    language: TextLanguage,
) -> InterviewState:
    question = session.plan.question(move.question_id)
    number = len(position.asked_ids) + 1
    if move.kind in OPENS_A_QUESTION and question and question.id not in position.asked_ids:
        opened = _topic(question, number, turn.offset_seconds, move, language)
        return _opened(position, opened, turn.content)
    if position.topic is None and question is not None and not position.wrapping:
        opened = _topic(question, number, turn.offset_seconds, move, language)
        return _opened(position, opened, turn.content)
    topic = position.topic
    if topic is not None:
        topic = replace(topic, moves=(*topic.moves, move))
    position = replace(position, moves=(*position.moves, move), topic=topic, last_said=turn.content)
    if move.kind is MoveKind.NUDGE:
        return replace(position, nudges=position.nudges + 1)
    if move.kind is MoveKind.CLOSE:
        return replace(position, topic=None, wrapping=True, closed=True)
    if move.kind is MoveKind.WRAP_UP:
        return _wrapping(position, turn.content, language)
    if move.kind is MoveKind.BRIDGE and question is not None:
        number = position.asked_ids.index(question.id) + 1
        again = _topic(question, number, turn.offset_seconds, move, language)
        return _reopened(position, again)
    if move.kind is MoveKind.ANSWER_QUESTION:
        own = position.wrap_up_questions + position.wrapping
        return replace(position, wrap_up_questions=own, told=(*position.told, turn.content))
    if move.kind is MoveKind.CHALLENGE and topic is not None:
        position = replace(position, challenged=position.challenged | {move.reason})
    if move.kind in FOLLOWS_UP or move.kind is MoveKind.REPHRASE:
        anchor = None if MANNERS[move.reason].takes_up else move.anchor
        asked = _asked(turn.content, anchor, language)
        return replace(position, open_text=asked or position.open_text)
    return position


def _asked(said: str, anchor: str | None, language: TextLanguage) -> str | None:
    """Return the last question of what was said, with the words that it is about.

    A question that is about an anchor without naming it needs the sentence before it, which does.
    """
    asked = language.last_question(said)
    if asked is None or anchor is None:
        return asked
    sentences, named = language.sentences(said), language.content_stems(anchor)
    place = sentences.index(asked)
    before = sentences[place - 1] if place else ""
    stems = language.content_stems
    needed = named <= stems(before) and not named & stems(asked)
    return f"{before} {asked}" if needed else asked


def _topic(
    question: Question, number: int, at_seconds: float | None, move: Move, language: TextLanguage
) -> OpenQuestion:
    """Return a question as it is opened by a move."""
    probes = {aspect: language.content_stems(text) for aspect, text in question.probes.items()}
    return OpenQuestion(question, number, at_seconds, (move,), probe_stems=probes)


def _opened(position: InterviewState, topic: OpenQuestion, said: str) -> InterviewState:
    return replace(
        position,
        moves=(*position.moves, *topic.moves),
        asked_ids=(*position.asked_ids, topic.question.id),
        level_shift=shift_after_topic(position),
        topic=topic,
        open_text=topic.question.text,
        last_said=said,
        wrapping=False,
    )


def shift_after_topic(position: InterviewState) -> int:
    """Return the difficulty shift that the answers to the open question call for."""
    topic = position.topic
    if topic is None:
        return position.level_shift
    if topic.strength >= DECISIONS.strong:
        return min(2, position.level_shift + 1)
    if topic.strength < DECISIONS.weak:
        return max(-2, position.level_shift - 1)
    return position.level_shift


def _wrapping(position: InterviewState, said: str, language: TextLanguage) -> InterviewState:
    asked = language.last_question(said) or said
    topic = position.topic
    unanswered = topic if topic is not None and not topic.answers else None
    return replace(position, topic=None, wrapping=True, open_text=asked, unanswered=unanswered)


def _reopened(position: InterviewState, topic: OpenQuestion) -> InterviewState:
    """Take up a question again that was open before the candidate turned back from wrapping up."""
    return replace(
        position,
        wrapping=False,
        unanswered=None,
        topic=topic,
        open_text=topic.question.text,
    )
