"""The moves that the policy chooses from, each made complete for the scene it is made in."""

from collections.abc import Callable

from agent.interviewer.decide.decision_input import DecisionInput
from agent.interviewer.decide.follow_up import FollowUp, follow_up
from agent.interviewer.decide.succession import next_question
from core.move import Move, MoveKind, Reason
from core.plan import InterviewPlan
from language.observed import Intent

REDIRECTED = {
    Intent.INJECTION: Reason.REDIRECT_INJECTION,
    Intent.ASK_FEEDBACK: Reason.REDIRECT_FEEDBACK,
    Intent.PERSONAL: Reason.REDIRECT_PERSONAL,
    Intent.HOSTILE: Reason.REDIRECT_HOSTILE,
    Intent.OFF_TOPIC: Reason.REDIRECT_OFF_TOPIC,
    Intent.SMALL_TALK: Reason.REDIRECT_SMALL_TALK,
}
CLARIFIED = {
    Intent.UNINTELLIGIBLE: Reason.CLARIFY_UNHEARD,
    Intent.OTHER_LANGUAGE: Reason.CLARIFY_LANGUAGE,
    Intent.ECHO: Reason.CLARIFY_ECHO,
}
CONFIRMED = {Intent.STOP: Reason.CONFIRM_STOP, Intent.SKIP: Reason.CONFIRM_SKIP}
CHALLENGED = {
    "years": Reason.CHALLENGE_YEARS,
    "skill": Reason.CHALLENGE_SKILL,
    "led_people": Reason.CHALLENGE_LED_PEOPLE,
}
"""By the kind of claim that is spoken against."""
_ANSWERED = {
    Intent.ASK_SCOPE: Reason.ANSWER_SCOPE,
    Intent.ASK_PROCESS: Reason.ANSWER_PROCESS,
    Intent.ASK_PROGRESS: Reason.ANSWER_PROGRESS,
    Intent.ASK_AFTER: Reason.ANSWER_AFTER,
    Intent.ASK_PRIVACY: Reason.ANSWER_PRIVACY,
    Intent.ASK_IDENTITY: Reason.ANSWER_IDENTITY,
    Intent.ASK_PRESENT: Reason.ANSWER_PRESENT,
}
_ANSWERED_AT_THE_END = _ANSWERED | {
    Intent.ASK_SCOPE: None,
    Intent.ASK_PROCESS: Reason.ANSWER_AFTER,
    Intent.ASK_PROGRESS: Reason.ANSWER_AFTER,
    Intent.ASK_FEEDBACK: Reason.ANSWER_AFTER,
}


def here(
    kind: MoveKind, reason: Reason | None = None, level: int | None = None
) -> Callable[[DecisionInput], Move]:
    """Return a maker of moves that leave the open question open."""

    def make(scene: DecisionInput) -> Move:
        topic = scene.topic
        return Move(
            kind=kind,
            question_number=topic.number if topic else 0,
            question_id=topic.question.id if topic else None,
            reason=reason or Reason(kind),
            level=level,
        )

    return make


def go_on(bridge: Reason | None = None) -> Callable[[DecisionInput], Move]:
    """Return a maker of moves that open the next question, or wrap up when there is none."""

    def make(scene: DecisionInput) -> Move:
        question = next_question(scene.position, scene.plan, scene.request.difficulty_level)
        if question is None:
            return Move(kind=MoveKind.WRAP_UP, reason=Reason.WRAP_UP_DONE)
        if not scene.pace.room_for_a_question:
            return Move(kind=MoveKind.WRAP_UP, reason=Reason.WRAP_UP_TIME)
        number = len(scene.position.asked_ids) + 1
        last = number == len(scene.plan.questions) and number > 1
        return Move(
            kind=MoveKind.BRIDGE if bridge else MoveKind.ASK,
            question_number=number,
            question_id=question.id,
            reason=bridge or (Reason.ASK_LAST if last else Reason.ASK),
        )

    return make


def wrap_up(reason: Reason) -> Callable[[DecisionInput], Move]:
    """Return a maker of moves that leave the floor to the candidate's own questions."""
    return lambda scene: Move(kind=MoveKind.WRAP_UP, reason=reason)


def close(reason: Reason) -> Callable[[DecisionInput], Move]:
    """Return a maker of moves that end the interview."""
    return lambda scene: Move(kind=MoveKind.CLOSE, reason=reason)


def nudge(scene: DecisionInput) -> Move:
    """Ask whether somebody silent is there, then let them be."""
    nudges = scene.position.nudges
    reason = (Reason.NUDGE_FIRST, Reason.NUDGE_SECOND, Reason.NUDGE_PAUSE)[min(nudges, 2)]
    return here(MoveKind.NUDGE, reason, level=min(nudges + 1, 2))(scene)


def opening(plan: InterviewPlan) -> Move:
    """Return the move that opens an interview with its first question."""
    first = plan.questions[0]
    return Move(kind=MoveKind.GREET, question_number=1, question_id=first.id, reason=Reason.OPENER)


def greet(scene: DecisionInput) -> Move:
    """Open the interview with its first question."""
    return opening(scene.plan)


def resume(scene: DecisionInput) -> Move:
    """Take the talk up again where it was left."""
    reason = Reason.RESUME_WRAP_UP if scene.position.wrapping else Reason.RESUME
    return here(MoveKind.RESUME, reason)(scene)


def answer(scene: DecisionInput) -> Move:
    """Answer a question of the candidate's, or say that nothing is known."""
    answered = _ANSWERED_AT_THE_END if scene.position.wrapping else _ANSWERED
    known = Reason.ANSWER_UNKNOWN
    if scene.seen.note:
        known = Reason.ANSWER_TOLD if scene.seen.note_told else Reason.ANSWER_ROLE
    return here(MoveKind.ANSWER_QUESTION, answered.get(scene.intent) or known)(scene)


def redirect(scene: DecisionInput) -> Move:
    """Lead back from what does not belong here."""
    return here(MoveKind.REDIRECT, REDIRECTED[scene.intent])(scene)


def bring_back(scene: DecisionInput) -> Move:
    """Say that an answer was about something else, and what was meant."""
    return here(MoveKind.REDIRECT, Reason.REDIRECT_ELSEWHERE)(scene)


def hint(scene: DecisionInput) -> Move:
    """Help a little, then a little more, then say that this is all."""
    given = scene.count(MoveKind.HINT)
    reason = (Reason.HINT_FIRST, Reason.HINT_SECOND, Reason.HINT_NONE_LEFT)[min(given, 2)]
    return here(MoveKind.HINT, reason, level=min(given + 1, 2))(scene)


def rephrase(scene: DecisionInput) -> Move:
    """Put the open question in other words."""
    plain = scene.topic is not None and scene.topic.tells_a_story and not scene.topic.probe_count
    return here(MoveKind.REPHRASE, Reason.REPHRASE_PAST if plain else Reason.REPHRASE_GENERAL)(
        scene
    )


def clarify(scene: DecisionInput) -> Move:
    """Ask for what was not understood."""
    return here(MoveKind.CLARIFY, CLARIFIED[scene.intent])(scene)


def confirm(scene: DecisionInput) -> Move:
    """Ask whether somebody wants to stop or to skip whose words leave that in doubt."""
    assert scene.seen.perhaps is not None
    return here(MoveKind.CLARIFY, CONFIRMED[scene.seen.perhaps])(scene)


def challenge(scene: DecisionInput) -> Move:
    """Ask how what was said fits what was stated before; there must be such a thing."""
    against = scene.seen.contradiction
    assert against is not None
    move = here(MoveKind.CHALLENGE, CHALLENGED[against.kind])(scene)
    return move.model_copy(update={"anchor": against.said})


def found_follow_up(scene: DecisionInput) -> FollowUp | None:
    """Return the follow-up that the latest answer calls for, or null."""
    if scene.topic is None:
        return None
    slack = scene.pace.slack_seconds(scene.position.question_number, scene.plan.questions)
    return follow_up(scene.topic, scene.seen, slack)


def probe(scene: DecisionInput) -> Move:
    """Ask more about the latest answer, which must call for it."""
    found = found_follow_up(scene)
    assert found is not None
    return here(MoveKind.PROBE, found.reason)(scene).model_copy(
        update={"aspect": found.aspect, "anchor": found.anchor}
    )


def pick_up(scene: DecisionInput) -> Move:
    """Go on after the candidate took back the wish to stop, with the question left open if any."""
    left = scene.position.unanswered
    if left is not None and scene.pace.room_for_a_question:
        return Move(
            kind=MoveKind.BRIDGE,
            question_number=left.number,
            question_id=left.question.id,
            reason=Reason.BRIDGE_CONTINUE,
        )
    onward = go_on(Reason.BRIDGE_CONTINUE)(scene)
    if onward.kind is MoveKind.BRIDGE:
        return onward
    return Move(kind=MoveKind.CLOSE, reason=Reason.CLOSE)
