"""The moves that the policy chooses from, each made complete for the scene it is made in."""

from collections.abc import Callable

from agent.interviewer.decide.decision_input import DecisionInput
from agent.interviewer.decide.follow_up import FollowUp, follow_up
from agent.interviewer.decide.succession import next_question
from core.move import Move, MoveKind
from language.observed import Intent

REDIRECTED = {
    Intent.INJECTION: "redirect_injection",
    Intent.ASK_FEEDBACK: "redirect_feedback",
    Intent.PERSONAL: "redirect_personal",
    Intent.HOSTILE: "redirect_hostile",
    Intent.OFF_TOPIC: "redirect_off_topic",
    Intent.SMALL_TALK: "redirect_small_talk",
}
CLARIFIED = {
    Intent.UNINTELLIGIBLE: "clarify_unheard",
    Intent.OTHER_LANGUAGE: "clarify_language",
    Intent.ECHO: "clarify_echo",
}
_ANSWERED = {
    Intent.ASK_SCOPE: "answer_scope",
    Intent.ASK_PROCESS: "answer_process",
    Intent.ASK_PROGRESS: "answer_progress",
    Intent.ASK_AFTER: "answer_after",
    Intent.ASK_PRIVACY: "answer_privacy",
    Intent.ASK_IDENTITY: "answer_identity",
    Intent.ASK_PRESENT: "answer_present",
}
_ANSWERED_AT_THE_END = _ANSWERED | {
    Intent.ASK_SCOPE: None,
    Intent.ASK_PROCESS: "answer_after",
    Intent.ASK_PROGRESS: "answer_after",
    Intent.ASK_FEEDBACK: "answer_after",
}


def here(
    kind: MoveKind, reason: str = "", level: int | None = None
) -> Callable[[DecisionInput], Move]:
    """Return a maker of moves that leave the open question open."""

    def make(scene: DecisionInput) -> Move:
        topic = scene.topic
        return Move(
            kind=kind,
            question_number=topic.number if topic else 0,
            question_id=topic.question.id if topic else None,
            reason=reason or str(kind),
            level=level,
        )

    return make


def go_on(bridge: str | None = None) -> Callable[[DecisionInput], Move]:
    """Return a maker of moves that open the next question, or wrap up when there is none."""

    def make(scene: DecisionInput) -> Move:
        question = next_question(scene.position, scene.plan, scene.request.difficulty_level)
        if question is None:
            return Move(kind=MoveKind.WRAP_UP, reason="wrap_up_done")
        if not scene.pace.room_for_a_question:
            return Move(kind=MoveKind.WRAP_UP, reason="wrap_up_time")
        number = len(scene.position.asked_ids) + 1
        last = number == len(scene.plan.questions) and number > 1
        return Move(
            kind=MoveKind.BRIDGE if bridge else MoveKind.ASK,
            question_number=number,
            question_id=question.id,
            reason=bridge or ("ask_last" if last else "ask"),
        )

    return make


def wrap_up(reason: str) -> Callable[[DecisionInput], Move]:
    """Return a maker of moves that leave the floor to the candidate's own questions."""
    return lambda scene: Move(kind=MoveKind.WRAP_UP, reason=reason)


def close(reason: str) -> Callable[[DecisionInput], Move]:
    """Return a maker of moves that end the interview."""
    return lambda scene: Move(kind=MoveKind.CLOSE, reason=reason)


def nudge(scene: DecisionInput) -> Move:
    """Ask whether somebody silent is there, then let them be."""
    nudges = scene.position.nudges
    reason = ("nudge_first", "nudge_second", "nudge_pause")[min(nudges, 2)]
    return here(MoveKind.NUDGE, reason, level=min(nudges + 1, 2))(scene)


def greet(scene: DecisionInput) -> Move:
    """Open the interview with its first question."""
    first = scene.plan.questions[0]
    return Move(kind=MoveKind.GREET, question_number=1, question_id=first.id, reason="opener")


def resume(scene: DecisionInput) -> Move:
    """Take the talk up again where it was left."""
    reason = "resume_wrap_up" if scene.position.wrapping else "resume"
    return here(MoveKind.RESUME, reason)(scene)


def answer(scene: DecisionInput) -> Move:
    """Answer a question of the candidate's, or say that nothing is known."""
    answered = _ANSWERED_AT_THE_END if scene.position.wrapping else _ANSWERED
    known = "answer_unknown"
    if scene.seen.note:
        known = "answer_told" if scene.seen.note_told else "answer_role"
    return here(MoveKind.ANSWER_QUESTION, answered.get(scene.intent) or known)(scene)


def redirect(scene: DecisionInput) -> Move:
    """Lead back from what does not belong here."""
    return here(MoveKind.REDIRECT, REDIRECTED[scene.intent])(scene)


def bring_back(scene: DecisionInput) -> Move:
    """Say that an answer was about something else, and what was meant."""
    return here(MoveKind.REDIRECT, "redirect_elsewhere")(scene)


def hint(scene: DecisionInput) -> Move:
    """Help a little, then a little more, then say that this is all."""
    given = scene.count(MoveKind.HINT)
    reason = ("hint_first", "hint_second", "hint_none_left")[min(given, 2)]
    return here(MoveKind.HINT, reason, level=min(given + 1, 2))(scene)


def rephrase(scene: DecisionInput) -> Move:
    """Put the open question in other words."""
    plain = scene.topic is not None and scene.topic.tells_a_story and not scene.topic.probe_count
    return here(MoveKind.REPHRASE, "rephrase_past" if plain else "rephrase_general")(scene)


def clarify(scene: DecisionInput) -> Move:
    """Ask for what was not understood."""
    return here(MoveKind.CLARIFY, CLARIFIED[scene.intent])(scene)


def confirm(scene: DecisionInput) -> Move:
    """Ask whether somebody wants to stop or to skip whose words leave that in doubt."""
    return here(MoveKind.CLARIFY, f"confirm_{scene.seen.perhaps}")(scene)


def challenge(scene: DecisionInput) -> Move:
    """Ask how what was said fits what was stated before; there must be such a thing."""
    against = scene.seen.contradiction
    assert against is not None
    move = here(MoveKind.CHALLENGE, f"challenge_{against.kind}")(scene)
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
            reason="bridge_continue",
        )
    onward = go_on("bridge_continue")(scene)
    if onward.kind is MoveKind.BRIDGE:
        return onward
    return Move(kind=MoveKind.CLOSE, reason="close")
