"""The policy, rule by rule."""

from dataclasses import replace

import pytest

from agent.interviewer.decide.decision_input import DecisionInput
from agent.interviewer.decide.interview_state import OpenQuestion
from agent.interviewer.decide.pacing import Pace
from agent.interviewer.decide.policy import RULES, decide
from agent.interviewer.decide.tuned import DECISIONS
from agent.interviewer.observe.observation import Observation
from core.move import Move, MoveKind, Reason
from core.plan import ProbeAspect, QuestionKind
from language.observed import Anchors, Contradiction, Intent, Statement
from tests.agent.interviewer.scenes import move, question, scene, session

HIT_ALL = (True, True, True, True)
HIT_NONE = (False, False, False, False)


def answer(**values: object) -> Observation:
    given: dict[str, object] = {"word_count": 40, "key_points": HIT_NONE, "specifics": 3}
    return Observation(Intent.ANSWER, **{**given, **values})  # type: ignore[arg-type]


K = MoveKind
TABLE: tuple[tuple[str, DecisionInput, MoveKind, str], ...] = (
    ("closed stays closed", scene(closed=True), K.CLOSE, "closed"),
    ("silence", scene(Intent.NOTHING, silent=True), K.NUDGE, "nudge_first"),
    ("silence again", scene(Intent.NOTHING, silent=True, nudges=1), K.NUDGE, "nudge_second"),
    ("silence for long", scene(Intent.NOTHING, silent=True, nudges=2), K.NUDGE, "nudge_pause"),
    ("silence at the end of time", scene(Intent.NOTHING, silent=True, elapsed=1650), K.WRAP_UP,
     "wrap_up_time"),
    ("a return", scene(Intent.NOTHING), K.RESUME, "resume"),
    ("a return at the end", scene(Intent.NOTHING, wrapping=True), K.RESUME, "resume_wrap_up"),
    ("own question", scene(Intent.ASK_ROLE, wrapping=True), K.ANSWER_QUESTION, "answer_unknown"),
    ("own question with a note",
     scene(Observation(Intent.ASK_ROLE, note="A team of six."), wrapping=True),
     K.ANSWER_QUESTION, "answer_role"),
    ("own question with a note told before",
     scene(Observation(Intent.ASK_ROLE, note="A team of six.", note_told=True), wrapping=True),
     K.ANSWER_QUESTION, "answer_told"),
    ("asks for feedback at the end", scene(Intent.ASK_FEEDBACK, wrapping=True),
     K.ANSWER_QUESTION, "answer_after"),
    ("asks what is next at the end", scene(Intent.ASK_PROCESS, wrapping=True),
     K.ANSWER_QUESTION, "answer_after"),
    ("asks how long it takes", scene(Intent.ASK_PROGRESS), K.ANSWER_QUESTION, "answer_progress"),
    ("asks what is kept", scene(Intent.ASK_PRIVACY), K.ANSWER_QUESTION, "answer_privacy"),
    ("too many own questions", scene(Intent.ASK_ROLE, wrapping=True, wrap_up_questions=3),
     K.CLOSE, "close"),
    ("own question after time", scene(Intent.ASK_ROLE, wrapping=True, elapsed=1801), K.CLOSE,
     "close"),
    ("repeat at the end", scene(Intent.REPEAT, wrapping=True), K.REPEAT, "repeat"),
    ("nothing more", scene(Intent.FINISHED, wrapping=True), K.CLOSE, "close"),
    ("thanks at the end", scene(Intent.ACKNOWLEDGE, wrapping=True), K.CLOSE, "close"),
    ("yes at the end", scene(Intent.AFFIRM, wrapping=True), K.GIVE_TIME, "give_floor"),
    ("has a question at the end", scene(Intent.HAS_QUESTION, wrapping=True), K.GIVE_TIME,
     "give_floor"),
    ("yes again at the end", scene(Intent.AFFIRM, wrapping=True, moves=[move(K.GIVE_TIME)]),
     K.CLOSE, "close"),
    ("not understood at the end", scene(Intent.UNINTELLIGIBLE, wrapping=True), K.CLARIFY,
     "clarify_unheard"),
    ("not understood at the end again",
     scene(Intent.UNINTELLIGIBLE, wrapping=True, moves=[move(K.CLARIFY)]), K.CLOSE, "close"),
    ("has a question", scene(Intent.HAS_QUESTION), K.GIVE_TIME, "give_floor"),
    ("has a question and never asks it",
     scene(Intent.HAS_QUESTION, moves=[move(K.GIVE_TIME)] * 3), K.HINT, "hint_first"),
    ("another language", scene(Intent.OTHER_LANGUAGE), K.CLARIFY, "clarify_language"),
    ("chats at the end", scene(Intent.OFF_TOPIC, wrapping=True), K.CLOSE, "close"),
    ("asks for a pause", scene(Intent.PAUSE), K.GIVE_TIME, "give_pause"),
    ("asks for a pause at the end", scene(Intent.PAUSE, wrapping=True), K.GIVE_TIME, "give_pause"),
    ("wants to go on", scene(Intent.CONTINUE, wrapping=True), K.BRIDGE, "bridge_continue"),
    ("wants to stop", scene(Intent.STOP), K.WRAP_UP, "wrap_up_stop"),
    ("time is up", scene(elapsed=1620), K.WRAP_UP, "wrap_up_time"),
    ("time is up in a question", scene(Intent.ASK_ROLE, elapsed=1700), K.WRAP_UP, "wrap_up_time"),
    ("no time for another", scene(Intent.SKIP, elapsed=1600), K.WRAP_UP, "wrap_up_time"),
    ("thinks", scene(Intent.NEEDS_TIME), K.GIVE_TIME, "give_time"),
    ("thinks for long", scene(Intent.NEEDS_TIME, moves=[move(K.GIVE_TIME)] * 3), K.HINT,
     "hint_first"),
    ("yes to a nudge", scene(Intent.ACKNOWLEDGE, moves=[move(K.NUDGE)]), K.REPEAT, "repeat"),
    ("no to a nudge", scene(Intent.FINISHED, moves=[move(K.NUDGE)]), K.GIVE_TIME, "give_time"),
    ("repeat", scene(Intent.REPEAT), K.REPEAT, "repeat"),
    ("third repeat", scene(Intent.REPEAT, moves=[move(K.REPEAT)] * 2), K.REPHRASE,
     "rephrase_general"),
    ("rephrase", scene(Intent.REPHRASE), K.REPHRASE, "rephrase_general"),
    ("rephrase a story", scene(Intent.REPHRASE, kind=QuestionKind.PAST_BEHAVIOUR), K.REPHRASE,
     "rephrase_past"),
    ("rephrase twice", scene(Intent.REPHRASE, moves=[move(K.REPHRASE)]), K.HINT, "hint_first"),
    ("hint", scene(Intent.HINT), K.HINT, "hint_first"),
    ("second hint", scene(Intent.HINT, moves=[move(K.HINT)]), K.HINT, "hint_second"),
    ("third hint", scene(Intent.HINT, moves=[move(K.HINT)] * 2), K.HINT, "hint_none_left"),
    ("fourth hint", scene(Intent.HINT, moves=[move(K.HINT)] * 3), K.BRIDGE, "bridge_unknown"),
    ("skip", scene(Intent.SKIP), K.BRIDGE, "bridge_skip"),
    ("does not know", scene(Intent.DONT_KNOW), K.HINT, "hint_first"),
    ("still does not know", scene(Intent.DONT_KNOW, moves=[move(K.HINT)]), K.BRIDGE,
     "bridge_unknown"),
    ("injection", scene(Intent.INJECTION), K.REDIRECT, "redirect_injection"),
    ("personal", scene(Intent.PERSONAL), K.REDIRECT, "redirect_personal"),
    ("hostile", scene(Intent.HOSTILE), K.REDIRECT, "redirect_hostile"),
    ("about another subject", scene(answer(elsewhere="caching")), K.REDIRECT,
     "redirect_elsewhere"),
    ("about another subject again",
     scene(answer(elsewhere="caching"), moves=[move(K.REDIRECT, "redirect_elsewhere")]),
     K.PROBE, "more_to_say"),
    ("about another subject after a follow-up",
     scene(answer(elsewhere="caching"), moves=[move(K.PROBE, "vague", aspect="depth")]),
     K.PROBE, "more_to_say"),
    ("off topic", scene(Intent.OFF_TOPIC), K.REDIRECT, "redirect_off_topic"),
    ("small talk", scene(Intent.SMALL_TALK), K.REDIRECT, "redirect_small_talk"),
    ("how am I doing", scene(Intent.ASK_FEEDBACK), K.REDIRECT, "redirect_feedback"),
    ("stays off topic", scene(Intent.OFF_TOPIC, moves=[move(K.REDIRECT)] * 2), K.BRIDGE,
     "bridge_stuck"),
    ("is anybody there", scene(Intent.ASK_PRESENT), K.ANSWER_QUESTION, "answer_present"),
    ("a bad line", scene(Intent.BAD_LINE), K.REPEAT, "repeat_line"),
    ("perhaps a stop", scene(answer(perhaps=Intent.STOP)), K.CLARIFY, "confirm_stop"),
    ("perhaps a skip", scene(answer(perhaps=Intent.SKIP)), K.CLARIFY, "confirm_skip"),
    ("yes to a stop", scene(Intent.AFFIRM, moves=[move(K.CLARIFY, "confirm_stop")]), K.WRAP_UP,
     "wrap_up_stop"),
    ("yes to a skip", scene(Intent.AFFIRM, moves=[move(K.CLARIFY, "confirm_skip")]), K.BRIDGE,
     "bridge_skip"),
    ("no to a stop", scene(Intent.FINISHED, moves=[move(K.CLARIFY, "confirm_stop")]), K.REPEAT,
     "carry_on"),
    ("no to a stop after an answer",
     scene(Intent.FINISHED, moves=[move(K.CLARIFY, "confirm_stop")],
           answers=[answer(key_points=HIT_ALL, perhaps=Intent.STOP)]), K.PROBE, "more_to_say"),
    ("scope", scene(Intent.ASK_SCOPE), K.ANSWER_QUESTION, "answer_scope"),
    ("process", scene(Intent.ASK_PROCESS), K.ANSWER_QUESTION, "answer_process"),
    ("identity", scene(Intent.ASK_IDENTITY), K.ANSWER_QUESTION, "answer_identity"),
    ("role", scene(Intent.ASK_ROLE), K.ANSWER_QUESTION, "answer_unknown"),
    ("unintelligible", scene(Intent.UNINTELLIGIBLE), K.CLARIFY, "clarify_unheard"),
    ("echo", scene(Intent.ECHO), K.CLARIFY, "clarify_echo"),
    ("unintelligible again", scene(Intent.UNINTELLIGIBLE, moves=[move(K.CLARIFY)]), K.REPHRASE,
     "rephrase_general"),
    ("unintelligible still",
     scene(Intent.UNINTELLIGIBLE, moves=[move(K.CLARIFY), move(K.REPHRASE)]), K.BRIDGE,
     "bridge_stuck"),
    ("only nods", scene(Intent.ACKNOWLEDGE), K.REPEAT, "repeat"),
    ("only says yes", scene(Intent.AFFIRM), K.REPEAT, "repeat"),
    ("nods after an answer", scene(Intent.FINISHED, answers=[answer()]), K.ASK, "ask"),
    ("round in circles",
     scene(Intent.REPEAT, moves=[move(K.ANSWER_QUESTION)] * DECISIONS.detour_limit),
     K.BRIDGE, "bridge_stuck"),
    ("a strong answer without handle after a probe",
     scene(answer(key_points=HIT_ALL), moves=[move(K.PROBE, aspect=ProbeAspect.DEPTH)]), K.ASK,
     "ask"),
    ("the last question", scene(answer(key_points=HIT_ALL), asked=2, moves=[
        move(K.PROBE, aspect=ProbeAspect.DEPTH)]), K.ASK, "ask_last"),
    ("after the last", scene(answer(key_points=HIT_ALL), asked=3, moves=[
        move(K.PROBE, aspect=ProbeAspect.DEPTH)]), K.WRAP_UP, "wrap_up_done"),
    ("skips the last", scene(Intent.SKIP, asked=3), K.WRAP_UP, "wrap_up_done"),
)  # fmt: skip


@pytest.mark.parametrize(("name", "given", "kind", "reason"), TABLE, ids=[row[0] for row in TABLE])
def test_the_table_decides(name: str, given: DecisionInput, kind: MoveKind, reason: str) -> None:
    decided = decide(given)
    assert (decided.kind, decided.reason) == (kind, reason)


@pytest.mark.parametrize(("name", "given", "kind", "reason"), TABLE, ids=[row[0] for row in TABLE])
def test_every_move_names_the_question_that_is_open_after_it(
    name: str, given: DecisionInput, kind: MoveKind, reason: str
) -> None:
    decided = decide(given)
    if kind in (MoveKind.WRAP_UP, MoveKind.CLOSE) or given.topic is None and kind is not K.BRIDGE:
        assert (decided.question_number, decided.question_id) == (0, None)
    elif kind in (MoveKind.ASK, MoveKind.BRIDGE):
        number = len(given.position.asked_ids) + 1
        assert decided.question_number == number
        assert decided.question_id == given.plan.questions[number - 1].id
    else:
        assert given.topic is not None
        assert decided.question_number == given.topic.number
        assert decided.question_id == given.topic.question.id


def test_rules_have_names_of_their_own_and_the_last_one_always_applies() -> None:
    assert len({rule.name for rule in RULES}) == len(RULES)
    assert RULES[-1].applies(scene())


def test_the_very_start_greets_with_the_first_question() -> None:
    given = scene(Intent.NOTHING)
    start = DecisionInput(type(given.position)(), given.seen, given.plan, given.request, given.pace)
    decided = decide(start)
    assert (decided.kind, decided.question_number) == (MoveKind.GREET, 1)


def test_a_vague_answer_gets_one_precise_probe_and_then_the_next_question() -> None:
    vague = answer(specifics=0)
    first = decide(scene(vague))
    assert (first.kind, first.aspect, first.reason) == (K.PROBE, ProbeAspect.DEPTH, "vague")
    assert decide(scene(vague, moves=[first], answers=[vague])).kind is MoveKind.ASK


def test_an_answer_that_only_says_we_is_asked_for_the_own_part() -> None:
    said = "We rewrote the importer together"
    ours = answer(we_only=True, specifics=0, statements=(Statement(said, frozenset()),))
    decided = decide(scene(ours, kind=QuestionKind.PAST_BEHAVIOUR))
    assert (decided.reason, decided.aspect, decided.anchor) == (
        "we_only", ProbeAspect.OWN_ROLE, said,
    )  # fmt: skip


def test_a_story_without_an_ending_is_asked_for_the_result() -> None:
    told = answer(situation=1.0, task=0.5, action=1.0, result=0.0)
    decided = decide(scene(told, kind=QuestionKind.PAST_BEHAVIOUR))
    assert (decided.kind, decided.aspect) == (MoveKind.PROBE, ProbeAspect.RESULT)


def test_a_figure_is_asked_for_how_it_was_measured() -> None:
    decided = decide(scene(answer(anchors=Anchors(figure="forty percent"))))
    assert (decided.aspect, decided.anchor) == (ProbeAspect.MEASUREMENT, "forty percent")


def test_a_change_is_asked_for_before_a_bare_figure() -> None:
    told = Anchors(change="failures fell by forty percent", figure="forty percent")
    decided = decide(scene(answer(anchors=told)))
    assert (decided.reason, decided.anchor) == ("change", "failures fell by forty percent")


def test_a_question_left_without_an_answer_is_taken_up_again() -> None:
    given = scene(Intent.CONTINUE, wrapping=True, asked=2)
    left = OpenQuestion(given.plan.questions[1], 2)
    position = replace(given.position, unanswered=left)
    decided = decide(replace(given, position=position))
    assert (decided.kind, decided.reason) == (K.BRIDGE, "bridge_continue")
    assert (decided.question_number, decided.question_id) == (2, left.question.id)
    later = replace(given, position=position, pace=Pace(1600, 1800))
    assert decide(later).kind is MoveKind.CLOSE


def test_a_decision_is_asked_for_its_price() -> None:
    decided = decide(scene(answer(anchors=Anchors(decision="Redis"))))
    assert (decided.aspect, decided.anchor) == (ProbeAspect.TRADE_OFFS, "Redis")


def test_an_aspect_is_probed_once_only() -> None:
    figure = answer(anchors=Anchors(figure="forty percent"))
    before = move(K.PROBE, "figure", aspect=ProbeAspect.MEASUREMENT, anchor="forty percent")
    decided = decide(scene(figure, moves=[before], answers=[figure]))
    assert decided.kind is MoveKind.PROBE
    assert decided.aspect is not ProbeAspect.MEASUREMENT


def probes(count: int) -> list[Move]:
    return [move(K.PROBE, "more_to_say", aspect=aspect) for aspect in list(ProbeAspect)[:count]]


def test_two_probes_are_enough_unless_time_and_depth_allow_a_third() -> None:
    plain = answer()
    rich = answer(anchors=Anchors(figure="forty percent", decision="Redis"))
    assert decide(scene(plain, moves=probes(2))).kind is MoveKind.ASK
    assert decide(scene(rich, moves=probes(2))).kind is MoveKind.PROBE
    assert decide(scene(rich, moves=probes(3))).kind is MoveKind.ASK
    assert decide(scene(rich, moves=probes(2), elapsed=1060)).kind is MoveKind.ASK


def test_a_question_that_has_used_its_time_gets_no_follow_up() -> None:
    assert decide(scene(answer(), elapsed=60)).kind is MoveKind.PROBE
    assert decide(scene(answer(), elapsed=1300)).kind is MoveKind.ASK


def test_a_contradiction_is_challenged_once() -> None:
    against = Contradiction("years", "5", "profile", "twelve years of experience")
    told = answer(contradiction=against)
    decided = decide(scene(told))
    assert (decided.kind, decided.reason) == (MoveKind.CHALLENGE, "challenge_years")
    assert decided.anchor == "twelve years of experience"
    given = scene(told, moves=[decided])
    position = type(given.position)(
        moves=given.position.moves,
        asked_ids=given.position.asked_ids,
        topic=given.topic,
        challenged=frozenset({Reason.CHALLENGE_YEARS}),
    )
    again = DecisionInput(position, told, given.plan, given.request, given.pace)
    assert decide(again).kind is not MoveKind.CHALLENGE


def levels(*answers: Observation) -> str:
    planned = [question("cache"), question("queue"), question("index")]
    reserves = (question("hard", level="hard"), question("easy", level="easy"))
    held = session(*planned, reserves=reserves)
    done = [move(K.PROBE, aspect=ProbeAspect.DEPTH), *probes(3)]
    decided = decide(scene(answers[-1], answers=answers[:-1], moves=done, held=held))
    opened = held.plan.question(decided.question_id)
    assert opened is not None
    return opened.level


def test_strong_answers_raise_and_weak_ones_lower_the_next_level_never_by_length() -> None:
    assert levels(answer(key_points=HIT_ALL, word_count=20)) == "hard"
    assert levels(answer(key_points=HIT_NONE, word_count=400)) == "easy"
    assert levels(answer(key_points=(True, True, False, False))) == "medium"


@pytest.mark.parametrize("field", ["source", "problem"])
def test_a_personal_question_and_a_problem_never_give_way_to_a_reserve(field: str) -> None:
    own = question("queue").model_copy(update={field: "resume"})
    held = session(question("cache"), own, reserves=(question("hard", level="hard"),))
    decided = decide(scene(answer(key_points=HIT_ALL), moves=probes(3), held=held))
    assert decided.question_id == own.id
