"""What, if anything, to ask more about after an answer."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from agent.interviewer.decide.interview_state import OpenQuestion
from agent.interviewer.decide.tuned import DECISIONS
from agent.interviewer.observe.observation import Observation
from agent.interviewer.wordings.reasons import MANNERS
from core.move import Reason
from core.plan import ProbeAspect
from language.observed import Statement


@dataclass(frozen=True, slots=True)
class FollowUp:
    """A follow-up: its aspect, the candidate's words it picks up, and why it is asked."""

    aspect: ProbeAspect
    anchor: str | None
    reason: Reason


def follow_up(topic: OpenQuestion, seen: Observation, slack_seconds: float) -> FollowUp | None:
    """Return the follow-up that the latest answer calls for, or null to move on.

    `topic` includes the latest answer; `slack_seconds` is what is left of the question's time.
    """
    if topic.probe_count >= _limit(topic, seen, slack_seconds):
        return None
    used = frozenset(move.anchor for move in topic.moves)
    for option in _options(topic, seen):
        if option.aspect in topic.aspects:
            continue
        if option.anchor in used:
            option = replace(option, anchor=None)
        if MANNERS[option.reason].takes_up:
            option = replace(option, anchor=_link(topic, seen, option.aspect, used))
        return option
    return None


def _limit(topic: OpenQuestion, seen: Observation, slack_seconds: float) -> int:
    if slack_seconds < DECISIONS.shortest_follow_up_seconds:
        return 0
    vague_before = any(move.reason is Reason.VAGUE for move in topic.moves)
    if vague_before and _vague(seen):
        return 0
    anchors = seen.anchors
    tells = anchors.change or anchors.figure or anchors.decision
    worth_more = bool(tells) and seen.specifics > 1
    if topic.strength >= DECISIONS.strong:
        return DECISIONS.probe_limit if worth_more else 1
    return (
        DECISIONS.deep_probe_limit
        if worth_more and slack_seconds > DECISIONS.comfortable_seconds
        else DECISIONS.probe_limit
    )


def _options(topic: OpenQuestion, seen: Observation) -> Iterator[FollowUp]:
    """Yield what could be asked, the most telling first."""
    anchors = seen.anchors
    if seen.we_only and (topic.tells_a_story or ProbeAspect.OWN_ROLE in topic.question.probes):
        yield FollowUp(ProbeAspect.OWN_ROLE, None, Reason.WE_ONLY)
    if _vague(seen):
        yield FollowUp(ProbeAspect.DEPTH, None, Reason.VAGUE)
    if topic.tells_a_story:
        yield from _story_gaps(topic)
    if anchors.change:
        yield FollowUp(ProbeAspect.MEASUREMENT, anchors.change, Reason.CHANGE)
    elif anchors.figure:
        yield FollowUp(ProbeAspect.MEASUREMENT, anchors.figure, Reason.FIGURE)
    if anchors.decision:
        yield FollowUp(ProbeAspect.TRADE_OFFS, anchors.decision, Reason.DECISION)
    if topic.strength < DECISIONS.strong or not topic.probe_count:
        for aspect in sorted(topic.question.probes, key=topic.said_about):
            yield FollowUp(aspect, None, Reason.MORE_TO_SAY)


def _story_gaps(topic: OpenQuestion) -> Iterator[FollowUp]:
    if topic.best("action") == 0:
        yield FollowUp(ProbeAspect.OWN_ROLE, None, Reason.ACTION_MISSING)
    if topic.best("result") == 0:
        yield FollowUp(ProbeAspect.RESULT, None, Reason.RESULT_MISSING)
    if topic.best("situation") == 0:
        yield FollowUp(ProbeAspect.DEPTH, None, Reason.SITUATION_MISSING)


def _link(
    topic: OpenQuestion, seen: Observation, aspect: ProbeAspect, used: frozenset[str | None]
) -> str | None:
    """Return the candidate's clause that an authored follow-up takes up, or null.

    Not twice in a row on one question: a follow-up to a follow-up is at home there already.
    """
    if topic.moves and topic.moves[-1].anchor:
        return None
    return fitting(seen.statements, topic.probe_stems.get(aspect, frozenset()), used)


def fitting(
    statements: Sequence[Statement], asked: frozenset[str], used: frozenset[str | None]
) -> str | None:
    """Return the statement that has most to do with what is asked, the last of equals."""
    left = [one for one in statements if one.text not in used]
    best = max(reversed(left), key=lambda one: len(one.stems & asked), default=None)
    return best.text if best else None


def _vague(seen: Observation) -> bool:
    """Return whether an answer names nothing concrete and hardly touches the question's points."""
    covered = sum(seen.key_points) / len(seen.key_points) if seen.key_points else 0.0
    return seen.specifics == 0 and covered < DECISIONS.vague_coverage
