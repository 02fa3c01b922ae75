"""The policy: an ordered table of rules; the first that applies decides the move. Pure."""

from collections.abc import Callable
from dataclasses import dataclass

from agent.interviewer.follow_up import follow_up
from agent.interviewer.observation import Intent
from agent.interviewer.scene import Scene
from agent.interviewer.succession import next_question
from core.move import Move, MoveKind

REPEAT_LIMIT = 2
REDIRECT_LIMIT = 2
GIVE_TIME_LIMIT = 3
DETOUR_LIMIT = 7
"""Past this many turns on one question that brought no answer the interview moves on."""
OWN_QUESTIONS_LIMIT = 3

_DETOURS = frozenset(
    {
        MoveKind.CLARIFY,
        MoveKind.REPEAT,
        MoveKind.REPHRASE,
        MoveKind.HINT,
        MoveKind.GIVE_TIME,
        MoveKind.ANSWER_QUESTION,
        MoveKind.REDIRECT,
    }
)
_REDIRECTED = {
    Intent.INJECTION: "redirect_injection",
    Intent.ASK_FEEDBACK: "redirect_feedback",
    Intent.PERSONAL: "redirect_personal",
    Intent.HOSTILE: "redirect_hostile",
    Intent.OFF_TOPIC: "redirect_off_topic",
    Intent.SMALL_TALK: "redirect_small_talk",
}
_CLARIFIED = {
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
}
_ANSWERED_AT_THE_END = _ANSWERED | {
    Intent.ASK_SCOPE: None,
    Intent.ASK_PROCESS: "answer_after",
    Intent.ASK_PROGRESS: "answer_after",
    Intent.ASK_FEEDBACK: "answer_after",
}


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule by name: when it applies, and the move it leads to."""

    name: str
    applies: Callable[[Scene], bool]
    move: Callable[[Scene], Move]


def decide(scene: Scene) -> Move:
    """Return the next move."""
    return next(rule for rule in RULES if rule.applies(scene)).move(scene)


def _here(kind: MoveKind, reason: str = "", level: int | None = None) -> Callable[[Scene], Move]:
    """Return a maker of moves that leave the open question open."""

    def make(scene: Scene) -> Move:
        topic = scene.topic
        return Move(
            kind=kind,
            question_number=topic.number if topic else 0,
            question_id=topic.question.id if topic else None,
            reason=reason or str(kind),
            level=level,
        )

    return make


def _on(bridge: str | None = None) -> Callable[[Scene], Move]:
    """Return a maker of moves that open the next question, or wrap up when there is none."""

    def make(scene: Scene) -> Move:
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


def _wrap_up(reason: str) -> Callable[[Scene], Move]:
    return lambda scene: Move(kind=MoveKind.WRAP_UP, reason=reason)


def _close(reason: str) -> Callable[[Scene], Move]:
    return lambda scene: Move(kind=MoveKind.CLOSE, reason=reason)


def _nudge(scene: Scene) -> Move:
    nudges = scene.position.nudges
    reason = ("nudge_first", "nudge_second", "nudge_pause")[min(nudges, 2)]
    return _here(MoveKind.NUDGE, reason, level=min(nudges + 1, 2))(scene)


def _greet(scene: Scene) -> Move:
    first = scene.plan.questions[0]
    return Move(kind=MoveKind.GREET, question_number=1, question_id=first.id, reason="opener")


def _resume(scene: Scene) -> Move:
    reason = "resume_wrap_up" if scene.position.wrapping else "resume"
    return _here(MoveKind.RESUME, reason)(scene)


def _answer(scene: Scene) -> Move:
    answered = _ANSWERED_AT_THE_END if scene.position.wrapping else _ANSWERED
    known = "answer_unknown"
    if scene.seen.note:
        known = "answer_told" if scene.seen.note_told else "answer_role"
    return _here(MoveKind.ANSWER_QUESTION, answered.get(scene.intent) or known)(scene)


def _redirect(scene: Scene) -> Move:
    return _here(MoveKind.REDIRECT, _REDIRECTED[scene.intent])(scene)


def _hint(scene: Scene) -> Move:
    given = scene.count(MoveKind.HINT)
    reason = ("hint_first", "hint_second", "hint_none_left")[min(given, 2)]
    return _here(MoveKind.HINT, reason, level=min(given + 1, 2))(scene)


def _rephrase(scene: Scene) -> Move:
    plain = scene.topic is not None and scene.topic.tells_a_story and not scene.topic.probe_count
    return _here(MoveKind.REPHRASE, "rephrase_past" if plain else "rephrase_general")(scene)


def _clarify(scene: Scene) -> Move:
    return _here(MoveKind.CLARIFY, _CLARIFIED[scene.intent])(scene)


def _challenge(scene: Scene) -> Move:
    against = scene.seen.contradiction
    assert against is not None
    move = _here(MoveKind.CHALLENGE, f"challenge_{against.kind}")(scene)
    return move.model_copy(update={"anchor": against.said})


def _contradicts(scene: Scene) -> bool:
    against = scene.seen.contradiction
    return against is not None and against.kind not in scene.position.challenged


def _slack(scene: Scene) -> float:
    return scene.pace.slack_seconds(scene.position.question_number, scene.plan.questions)


def _follows_up(scene: Scene) -> bool:
    topic = scene.topic
    return topic is not None and follow_up(topic, scene.seen, _slack(scene)) is not None


def _probe(scene: Scene) -> Move:
    assert scene.topic is not None
    found = follow_up(scene.topic, scene.seen, _slack(scene))
    assert found is not None
    return _here(MoveKind.PROBE, found.reason)(scene).model_copy(
        update={"aspect": found.aspect, "anchor": found.anchor}
    )


def _pick_up(scene: Scene) -> Move:
    """Go on after the candidate took back the wish to stop, with the question left open if any."""
    left = scene.position.unanswered
    if left is not None and scene.pace.room_for_a_question:
        return Move(
            kind=MoveKind.BRIDGE,
            question_number=left.number,
            question_id=left.question.id,
            reason="bridge_continue",
        )
    on = _on("bridge_continue")(scene)
    if on.kind is MoveKind.BRIDGE:
        return on
    return Move(kind=MoveKind.CLOSE, reason="close")


def _detours(scene: Scene) -> int:
    """Return how many turns since the last answer on this question brought none."""
    if scene.topic is None:
        return 0
    return sum(move.kind in _DETOURS for move in scene.topic.moves)


def _is(*intents: Intent) -> Callable[[Scene], bool]:
    return lambda scene: scene.intent in intents


def _wrapping(*intents: Intent) -> Callable[[Scene], bool]:
    return lambda scene: scene.position.wrapping and (not intents or scene.intent in intents)


_NODS = (Intent.AFFIRM, Intent.ACKNOWLEDGE, Intent.CONTINUE, Intent.FINISHED)
_UNHEARD = tuple(_CLARIFIED)


def _nods(scene: Scene) -> bool:
    """Return whether the candidate assents to a question that has no answer yet."""
    return scene.intent in _NODS and scene.topic is not None and not scene.topic.answers


_ASKS = tuple(intent for intent in Intent if intent.startswith("ask_"))

RULES: tuple[Rule, ...] = (
    Rule("closed", lambda s: s.position.closed, _close("closed")),
    Rule("start", lambda s: s.intent is Intent.NOTHING and not s.position.moves, _greet),
    Rule(
        "silent to the end",
        lambda s: s.silent and s.position.wrapping and s.pace.over,
        _close("close"),
    ),
    Rule(
        "silent as time runs out",
        lambda s: s.silent and not s.position.wrapping and s.pace.time_to_wrap_up,
        _wrap_up("wrap_up_time"),
    ),
    Rule("silence", lambda s: s.intent is Intent.NOTHING and s.silent, _nudge),
    Rule("return", _is(Intent.NOTHING), _resume),
    # the candidate's own questions, after the interviewer's
    Rule("over time", lambda s: s.position.wrapping and s.pace.over, _close("close")),
    Rule(
        "own question",
        lambda s: _wrapping(*_ASKS)(s) and s.position.wrap_up_questions < OWN_QUESTIONS_LIMIT,
        _answer,
    ),
    Rule("repeat at the end", _wrapping(Intent.REPEAT, Intent.REPHRASE), _here(MoveKind.REPEAT)),
    Rule(
        "time at the end",
        lambda s: _wrapping(Intent.NEEDS_TIME)(s) and s.last_kind is not MoveKind.GIVE_TIME,
        _here(MoveKind.GIVE_TIME),
    ),
    Rule(
        "has a question of their own at the end",
        lambda s: (
            _wrapping(Intent.HAS_QUESTION, Intent.AFFIRM)(s)
            and s.last_kind is not MoveKind.GIVE_TIME
            and s.position.wrap_up_questions < OWN_QUESTIONS_LIMIT
        ),
        _here(MoveKind.GIVE_TIME, "give_floor"),
    ),
    Rule(
        "not understood at the end",
        lambda s: (
            _wrapping(Intent.UNINTELLIGIBLE, Intent.OTHER_LANGUAGE)(s)
            and s.last_kind is not MoveKind.CLARIFY
        ),
        _clarify,
    ),
    Rule("wants to go on", _wrapping(Intent.CONTINUE), _pick_up),
    Rule("nothing more", _wrapping(), _close("close")),
    # the end is near, or wanted
    Rule("wants to stop", _is(Intent.STOP), _wrap_up("wrap_up_stop")),
    Rule("time is up", lambda s: s.pace.time_to_wrap_up, _wrap_up("wrap_up_time")),
    Rule("no way forward", lambda s: _detours(s) >= DETOUR_LIMIT, _on("bridge_stuck")),
    # requests
    Rule(
        "time to think",
        lambda s: s.intent is Intent.NEEDS_TIME and s.count(MoveKind.GIVE_TIME) < GIVE_TIME_LIMIT,
        _here(MoveKind.GIVE_TIME),
    ),
    Rule(
        "has a question of their own",
        lambda s: s.intent is Intent.HAS_QUESTION and s.count(MoveKind.GIVE_TIME) < GIVE_TIME_LIMIT,
        _here(MoveKind.GIVE_TIME, "give_floor"),
    ),
    Rule("thinks for long", _is(Intent.NEEDS_TIME, Intent.HAS_QUESTION), _hint),
    Rule(
        "said yes to a nudge",
        lambda s: s.intent in (Intent.AFFIRM, Intent.ACKNOWLEDGE) and s.last_kind is MoveKind.NUDGE,
        lambda s: _rephrase(s) if s.count(MoveKind.REPEAT) else _here(MoveKind.REPEAT)(s),
    ),
    Rule(
        "said no to a nudge",
        lambda s: s.intent is Intent.FINISHED and s.last_kind is MoveKind.NUDGE,
        _here(MoveKind.GIVE_TIME),
    ),
    Rule(
        "say it again",
        lambda s: s.intent is Intent.REPEAT and s.count(MoveKind.REPEAT) < REPEAT_LIMIT,
        _here(MoveKind.REPEAT),
    ),
    Rule(
        "say it differently",
        lambda s: s.intent in (Intent.REPEAT, Intent.REPHRASE) and not s.count(MoveKind.REPHRASE),
        _rephrase,
    ),
    Rule("still not understood", _is(Intent.REPEAT, Intent.REPHRASE), _hint),
    Rule(
        "hint",
        lambda s: s.intent is Intent.HINT and s.count(MoveKind.HINT) <= 2,
        _hint,
    ),
    Rule("out of hints", _is(Intent.HINT), _on("bridge_unknown")),
    Rule("skip", _is(Intent.SKIP), _on("bridge_skip")),
    Rule(
        "does not know",
        lambda s: s.intent is Intent.DONT_KNOW and not s.count(MoveKind.HINT),
        _hint,
    ),
    Rule("still does not know", _is(Intent.DONT_KNOW), _on("bridge_unknown")),
    Rule(
        "off the track",
        lambda s: s.intent in _REDIRECTED and s.count(MoveKind.REDIRECT) < REDIRECT_LIMIT,
        _redirect,
    ),
    Rule("stays off the track", lambda s: s.intent in _REDIRECTED, _on("bridge_stuck")),
    Rule("asks the interviewer", _is(*_ASKS), _answer),
    Rule(
        "not understood",
        lambda s: s.intent in _UNHEARD and not s.count(MoveKind.CLARIFY),
        _clarify,
    ),
    Rule(
        "not understood again",
        lambda s: s.intent in _UNHEARD and not s.count(MoveKind.REPHRASE),
        _rephrase,
    ),
    Rule("no sense in it", _is(*_UNHEARD), _on("bridge_stuck")),
    Rule(
        "only nodded", lambda s: _nods(s) and not s.count(MoveKind.REPEAT), _here(MoveKind.REPEAT)
    ),
    Rule("nods again", lambda s: _nods(s) and not s.count(MoveKind.REPHRASE), _rephrase),
    Rule("only nods", lambda s: _nods(s), _on("bridge_stuck")),
    Rule("nothing to add", _is(*_NODS), _on()),
    # an answer
    Rule("contradiction", _contradicts, _challenge),
    Rule("follow-up", _follows_up, _probe),
    Rule("next question", lambda s: True, _on()),
)
"""The policy, first match wins."""
