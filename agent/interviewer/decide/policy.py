"""The policy: an ordered table of rules; the first that applies decides the move. Pure."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from agent.interviewer.decide import moves
from agent.interviewer.decide.decision_input import DecisionInput
from agent.interviewer.decide.tuned import DECISIONS
from core.move import Move, MoveKind, Reason
from language.observed import Intent

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


@dataclass(frozen=True, slots=True)
class PolicyRule:
    """A rule by name: when it applies, and the move it leads to."""

    name: str
    applies: Callable[[DecisionInput], bool]
    move: Callable[[DecisionInput], Move]


def decide(scene: DecisionInput) -> Move:
    """Return the next move."""
    return next(rule for rule in RULES if rule.applies(scene)).move(scene)


def _contradicts(scene: DecisionInput) -> bool:
    against = scene.seen.contradiction
    return against is not None and moves.CHALLENGED[against.kind] not in scene.position.challenged


def _follows_up(scene: DecisionInput) -> bool:
    return moves.found_follow_up(scene) is not None


def _detours(scene: DecisionInput) -> int:
    """Return how many turns since the last answer on this question brought none."""
    if scene.topic is None:
        return 0
    return sum(move.kind in _DETOURS for move in scene.topic.moves)


def _is(*intents: Intent) -> Callable[[DecisionInput], bool]:
    return lambda scene: scene.intent in intents


def _wrapping(*intents: Intent) -> Callable[[DecisionInput], bool]:
    return lambda scene: scene.position.wrapping and (not intents or scene.intent in intents)


_NODS = (Intent.AFFIRM, Intent.ACKNOWLEDGE, Intent.CONTINUE, Intent.FINISHED)
_UNHEARD = tuple(moves.CLARIFIED)


def _nods(scene: DecisionInput) -> bool:
    """Return whether the candidate assents to a question that has no answer yet."""
    return scene.intent in _NODS and scene.topic is not None and not scene.topic.answers


_ASKS = tuple(intent for intent in Intent if intent.startswith("ask_"))

_AGAIN = (Intent.REPEAT, Intent.REPHRASE, Intent.BAD_LINE)
_CONSENTS = (Intent.AFFIRM, Intent.ACKNOWLEDGE)


def _consents_to(reason: Reason, intent: Intent) -> Callable[[DecisionInput], bool]:
    """Return whether the candidate says yes to what they were asked to confirm."""
    return lambda scene: scene.last_reason is reason and scene.intent in (*_CONSENTS, intent)


def _takes_back(scene: DecisionInput) -> bool:
    asked = scene.last_reason in (Reason.CONFIRM_STOP, Reason.CONFIRM_SKIP)
    return asked and scene.intent in (Intent.FINISHED, Intent.CONTINUE)


def _has_answered(scene: DecisionInput) -> bool:
    """Return whether the turn that was in doubt has something of an answer in it."""
    last = scene.topic.answers[-1] if scene.topic and scene.topic.answers else None
    return last is not None and (last.specifics > 0 or any(last.key_points))


def _go_on_from_the_answer(scene: DecisionInput) -> Move:
    """Return what would have followed the turn that was in doubt, had there been no doubt."""
    assert scene.topic is not None
    return decide(replace(scene, seen=replace(scene.topic.answers[-1], perhaps=None)))


def _doubtful(scene: DecisionInput) -> bool:
    """Return whether an answer may be a stop or a skip, which is asked about once a question."""
    if scene.topic is None or scene.seen.perhaps is None:
        return False
    return not scene.topic.count(MoveKind.CLARIFY, moves.CONFIRMED[scene.seen.perhaps])


def _elsewhere(scene: DecisionInput) -> bool:
    """Return whether the first answer to a question is about another one; that is told once."""
    if scene.topic is None or scene.seen.elsewhere is None:
        return False
    return not scene.topic.probe_count and not scene.count(MoveKind.REDIRECT)


RULES: tuple[PolicyRule, ...] = (
    PolicyRule("closed", lambda s: s.position.closed, moves.close(Reason.CLOSED)),
    PolicyRule("start", lambda s: s.intent is Intent.NOTHING and not s.position.moves, moves.greet),
    PolicyRule(
        "silent to the end",
        lambda s: s.silent and s.position.wrapping and s.pace.over,
        moves.close(Reason.CLOSE),
    ),
    PolicyRule(
        "silent as time runs out",
        lambda s: s.silent and not s.position.wrapping and s.pace.time_to_wrap_up,
        moves.wrap_up(Reason.WRAP_UP_TIME),
    ),
    PolicyRule("silence", lambda s: s.intent is Intent.NOTHING and s.silent, moves.nudge),
    PolicyRule("return", _is(Intent.NOTHING), moves.resume),
    PolicyRule(
        "wants a pause", _is(Intent.PAUSE), moves.here(MoveKind.GIVE_TIME, Reason.GIVE_PAUSE)
    ),
    # the candidate's own questions, after the interviewer's
    PolicyRule(
        "over time", lambda s: s.position.wrapping and s.pace.over, moves.close(Reason.CLOSE)
    ),
    PolicyRule(
        "own question",
        lambda s: (
            _wrapping(*_ASKS)(s) and s.position.wrap_up_questions < DECISIONS.own_questions_limit
        ),
        moves.answer,
    ),
    PolicyRule("repeat at the end", _wrapping(*_AGAIN), moves.here(MoveKind.REPEAT)),
    PolicyRule(
        "time at the end",
        lambda s: _wrapping(Intent.NEEDS_TIME)(s) and s.last_kind is not MoveKind.GIVE_TIME,
        moves.here(MoveKind.GIVE_TIME),
    ),
    PolicyRule(
        "has a question of their own at the end",
        lambda s: (
            _wrapping(Intent.HAS_QUESTION, Intent.AFFIRM)(s)
            and s.last_kind is not MoveKind.GIVE_TIME
            and s.position.wrap_up_questions < DECISIONS.own_questions_limit
        ),
        moves.here(MoveKind.GIVE_TIME, Reason.GIVE_FLOOR),
    ),
    PolicyRule(
        "not understood at the end",
        lambda s: (
            _wrapping(Intent.UNINTELLIGIBLE, Intent.OTHER_LANGUAGE)(s)
            and s.last_kind is not MoveKind.CLARIFY
        ),
        moves.clarify,
    ),
    PolicyRule("wants to go on", _wrapping(Intent.CONTINUE), moves.pick_up),
    PolicyRule("nothing more", _wrapping(), moves.close(Reason.CLOSE)),
    # the end is near, or wanted
    PolicyRule(
        "stops indeed",
        _consents_to(Reason.CONFIRM_STOP, Intent.STOP),
        moves.wrap_up(Reason.WRAP_UP_STOP),
    ),
    PolicyRule("wants to stop", _is(Intent.STOP), moves.wrap_up(Reason.WRAP_UP_STOP)),
    PolicyRule("time is up", lambda s: s.pace.time_to_wrap_up, moves.wrap_up(Reason.WRAP_UP_TIME)),
    PolicyRule(
        "no way forward",
        lambda s: _detours(s) >= DECISIONS.detour_limit,
        moves.go_on(Reason.BRIDGE_STUCK),
    ),
    # requests
    PolicyRule(
        "skips indeed",
        _consents_to(Reason.CONFIRM_SKIP, Intent.SKIP),
        moves.go_on(Reason.BRIDGE_SKIP),
    ),
    PolicyRule(
        "goes on from an answer",
        lambda s: _takes_back(s) and _has_answered(s),
        _go_on_from_the_answer,
    ),
    PolicyRule("goes on", _takes_back, moves.here(MoveKind.REPEAT, Reason.CARRY_ON)),
    PolicyRule(
        "time to think",
        lambda s: (
            s.intent is Intent.NEEDS_TIME
            and s.count(MoveKind.GIVE_TIME) < DECISIONS.give_time_limit
        ),
        moves.here(MoveKind.GIVE_TIME),
    ),
    PolicyRule(
        "has a question of their own",
        lambda s: (
            s.intent is Intent.HAS_QUESTION
            and s.count(MoveKind.GIVE_TIME) < DECISIONS.give_time_limit
        ),
        moves.here(MoveKind.GIVE_TIME, Reason.GIVE_FLOOR),
    ),
    PolicyRule("thinks for long", _is(Intent.NEEDS_TIME, Intent.HAS_QUESTION), moves.hint),
    PolicyRule(
        "said yes to a nudge",
        lambda s: s.intent in (Intent.AFFIRM, Intent.ACKNOWLEDGE) and s.last_kind is MoveKind.NUDGE,
        lambda s: moves.rephrase(s) if s.count(MoveKind.REPEAT) else moves.here(MoveKind.REPEAT)(s),
    ),
    PolicyRule(
        "said no to a nudge",
        lambda s: s.intent is Intent.FINISHED and s.last_kind is MoveKind.NUDGE,
        moves.here(MoveKind.GIVE_TIME),
    ),
    PolicyRule(
        "say it again",
        lambda s: s.intent is Intent.REPEAT and s.count(MoveKind.REPEAT) < DECISIONS.repeat_limit,
        moves.here(MoveKind.REPEAT),
    ),
    PolicyRule(
        "the line is bad",
        lambda s: s.intent is Intent.BAD_LINE and s.count(MoveKind.REPEAT) < DECISIONS.repeat_limit,
        moves.here(MoveKind.REPEAT, Reason.REPEAT_LINE),
    ),
    PolicyRule(
        "say it differently",
        lambda s: s.intent in _AGAIN and not s.count(MoveKind.REPHRASE),
        moves.rephrase,
    ),
    PolicyRule("still not understood", _is(*_AGAIN), moves.hint),
    PolicyRule(
        "hint",
        lambda s: s.intent is Intent.HINT and s.count(MoveKind.HINT) <= 2,
        moves.hint,
    ),
    PolicyRule("out of hints", _is(Intent.HINT), moves.go_on(Reason.BRIDGE_UNKNOWN)),
    PolicyRule("skip", _is(Intent.SKIP), moves.go_on(Reason.BRIDGE_SKIP)),
    PolicyRule(
        "does not know",
        lambda s: s.intent is Intent.DONT_KNOW and not s.count(MoveKind.HINT),
        moves.hint,
    ),
    PolicyRule("still does not know", _is(Intent.DONT_KNOW), moves.go_on(Reason.BRIDGE_UNKNOWN)),
    PolicyRule(
        "off the track",
        lambda s: (
            s.intent in moves.REDIRECTED and s.count(MoveKind.REDIRECT) < DECISIONS.redirect_limit
        ),
        moves.redirect,
    ),
    PolicyRule(
        "stays off the track",
        lambda s: s.intent in moves.REDIRECTED,
        moves.go_on(Reason.BRIDGE_STUCK),
    ),
    PolicyRule("asks the interviewer", _is(*_ASKS), moves.answer),
    PolicyRule(
        "not understood",
        lambda s: s.intent in _UNHEARD and not s.count(MoveKind.CLARIFY),
        moves.clarify,
    ),
    PolicyRule(
        "not understood again",
        lambda s: s.intent in _UNHEARD and not s.count(MoveKind.REPHRASE),
        moves.rephrase,
    ),
    PolicyRule("no sense in it", _is(*_UNHEARD), moves.go_on(Reason.BRIDGE_STUCK)),
    PolicyRule(
        "only nodded",
        lambda s: _nods(s) and not s.count(MoveKind.REPEAT),
        moves.here(MoveKind.REPEAT),
    ),
    PolicyRule("nods again", lambda s: _nods(s) and not s.count(MoveKind.REPHRASE), moves.rephrase),
    PolicyRule("only nods", lambda s: _nods(s), moves.go_on(Reason.BRIDGE_STUCK)),
    PolicyRule("nothing to add", _is(*_NODS), moves.go_on()),
    # an answer
    PolicyRule("may want to stop or to skip", _doubtful, moves.confirm),
    PolicyRule("about something else", _elsewhere, moves.bring_back),
    PolicyRule("contradiction", _contradicts, moves.challenge),
    PolicyRule("follow-up", _follows_up, moves.probe),
    PolicyRule("next question", lambda s: True, moves.go_on()),
)
"""The policy, first match wins."""
