"""Authored wordings and lead-ins: complete, varied, and found again from the log."""

from typing import Any

import pytest

from agent.interviewer.wordings import templates
from agent.interviewer.wordings.lead_in import SILENT_SHARE, LeadIns, load_lead_ins
from agent.interviewer.wordings.reasons import MANNERS
from agent.interviewer.wordings.templates import SITUATIONS, Templates, load_templates, situation_of
from core.errors import PromptError
from core.move import MoveKind, Reason
from core.plan import ProbeAspect
from language.en.speech.spoken_names import with_article
from language.observed import Intent
from prompts.loader import Prompt
from tests.agent.interviewer.scenes import log, move, session

VALUES = dict.fromkeys(
    [
        "question",
        "role",
        "company",
        "background",
        "probe",
        "anchor",
        "source",
        "claim",
        "topic",
        "theirs",
        "open",
        "hint",
        "notes",
        "progress",
        "tail",
    ],
    "something",
)


def test_every_situation_has_wordings_of_its_own() -> None:
    loaded = load_templates()
    assert loaded.wordings.keys() == SITUATIONS.keys()
    texts = [prompt.text for wordings in loaded.wordings.values() for prompt in wordings]
    bare = [text for text in texts if not text.startswith("{{") or not text.endswith("}}")]
    assert len(bare) == len(set(bare))


@pytest.mark.parametrize("situation", list(SITUATIONS))
def test_no_wording_returns_while_another_is_left(situation: str) -> None:
    loaded = load_templates()
    spoken: list[str] = []
    count = len(loaded.wordings[situation])
    for _ in range(count):
        spoken.append(loaded.speak(situation, 3, spoken, VALUES))
    assert len(set(spoken)) == count
    assert loaded.speak(situation, 3, spoken, VALUES) == spoken[0]


def test_interviews_differ_in_the_order_of_wordings() -> None:
    loaded = load_templates()
    first = {loaded.speak("wrap_up_done", seed, (), VALUES) for seed in range(20)}
    assert len(first) == len(loaded.wordings["wrap_up_done"])


def test_a_wording_that_would_be_too_long_is_passed_over() -> None:
    values = VALUES | {"question": "A shop grows. What would you do?"}
    loaded = load_templates()
    for seed in range(10):
        assert loaded.speak("ask", seed, (), values, budget=2) == values["question"]


@pytest.mark.parametrize(
    ("name", "spoken"),
    [
        ("Software Engineer", "a Software Engineer"),
        ("Engineering Manager", "an Engineering Manager"),
        ("UX designer", "a UX designer"),
        ("SRE", "an SRE"),
        ("user researcher", "a user researcher"),
        ("underwriter", "an underwriter"),
        ("One-person team", "a One-person team"),
    ],
)
def test_a_role_is_spoken_with_its_article(name: str, spoken: str) -> None:
    assert with_article(name) == spoken


def test_reasons_and_aspects_lead_to_their_situation() -> None:
    probe = move(MoveKind.PROBE, "figure", aspect=ProbeAspect.DEPTH, anchor="Redis")
    assert situation_of(probe) == "anchored_depth"
    assert situation_of(probe.model_copy(update={"anchor": None})) == "probe_depth"
    assert situation_of(move(MoveKind.HINT, "hint_second")) == "hint_second"
    linked = move(MoveKind.PROBE, "more_to_say", aspect=ProbeAspect.DEPTH, anchor="I use Redis")
    assert situation_of(linked) == "linked"
    assert situation_of(move(MoveKind.REPEAT, "repeat")) == "repeat"


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"close": None}, "close"),
        ({"unheard_of": ["a", "b", "c"]}, "unheard_of"),
        ({"close": ["Bye.", "Bye."]}, "three"),
        ({"repeat": ["Again.", "{{open}} a", "{{open}} b"]}, "lacks open"),
        ({"close": ["{{name}}", "b.", "c."]}, "has name"),
        ({"close": ["One. Two. Three. Four.", "b.", "c."]}, "more than one utterance"),
        ({"close": ["Why? Why?", "b.", "c."]}, "more than one utterance"),
    ],
)
def test_a_faulty_file_is_refused_with_its_place(
    change: dict[str, Any], message: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    good = {
        name: [prompt.text for prompt in wordings]
        for name, wordings in load_templates().wordings.items()
    }
    content = {name: value for name, value in (good | change).items() if value is not None}
    monkeypatch.setattr(templates, "load_yaml", lambda path: content)
    with pytest.raises(PromptError, match=message):
        load_templates()


def test_all_lead_ins_are_listed_short_and_free_of_praise() -> None:
    listed = load_lead_ins().all()
    assert len(listed) == len(set(listed)) >= 10
    for text in listed:
        assert 1 <= len(text.split()) <= 4
        assert "?" not in text
        for word in ("great", "good", "excellent", "perfect", "nice", "correct", "exactly"):
            assert word not in text.lower()


def test_lead_ins_vary_and_never_come_twice_in_a_row() -> None:
    chosen = load_lead_ins()
    held = session()
    turns: list[tuple[str, Any]] = []
    used: list[str] = []
    for number in range(60):
        asked = move(MoveKind.ASK, "ask")
        text = chosen.choose(asked, log(held, *turns), number // 20, Intent.ANSWER)
        before = next((t for t in reversed(used) if t), "")
        assert not text or text != before
        used.append(text)
        turns.append((f"{text} What then?".strip(), asked))
    assert 1 <= used.count("") <= 3 * len(used) / SILENT_SHARE
    assert len(set(used)) > 4


@pytest.mark.parametrize("kind", [MoveKind.CLOSE, MoveKind.GREET, MoveKind.RESUME, MoveKind.NUDGE])
def test_some_moves_have_no_lead_in(kind: MoveKind) -> None:
    assert load_lead_ins().choose(move(kind), (), 1, Intent.ANSWER) == ""


@pytest.mark.parametrize(
    ("kind", "reason", "after"),
    [
        (MoveKind.BRIDGE, "bridge_stuck", Intent.PERSONAL),
        (MoveKind.WRAP_UP, "wrap_up_done", Intent.INJECTION),
        (MoveKind.WRAP_UP, "wrap_up_time", Intent.NOTHING),
        (MoveKind.REPEAT, "repeat", Intent.AFFIRM),
    ],
)
def test_what_was_no_answer_is_neither_thanked_for_nor_noted(
    kind: MoveKind, reason: str, after: Intent
) -> None:
    chosen = load_lead_ins()
    heard = {chosen.choose(move(kind, reason), (), seed, after) for seed in range(200)}
    assert heard == {"", "All right.", "Okay.", "Right."}


@pytest.mark.parametrize(
    ("kind", "reason", "after", "told"),
    [
        (MoveKind.ASK, "ask", Intent.ANSWER, "Okay, moving on."),
        (MoveKind.ASK, "ask", Intent.ECHO, "Okay, moving on."),
        (MoveKind.ASK, "ask_last", Intent.ANSWER, "Okay, one last question."),
        (MoveKind.BRIDGE, "bridge_unknown", Intent.DONT_KNOW, "No problem, next one."),
        (MoveKind.BRIDGE, "bridge_continue", Intent.CONTINUE, "Sure."),
        (MoveKind.PROBE, "vague", Intent.ANSWER, "I see."),
    ],
)
def test_where_a_question_fills_the_utterance_the_lead_in_tells_that_it_is_new(
    kind: MoveKind, reason: str, after: Intent, told: str
) -> None:
    chosen = load_lead_ins()
    asked = move(kind, reason)
    assert told in {chosen.choose(asked, (), seed, after, alone=True) for seed in range(200)}
    opens = kind in (MoveKind.ASK, MoveKind.BRIDGE) and reason != "bridge_continue"
    filled = {chosen.choose(asked, (), seed, after, alone=True) for seed in range(200)} - {""}
    roomy = {chosen.choose(asked, (), seed, after) for seed in range(200)} - {""}
    assert filled.isdisjoint(roomy) if opens else filled == roomy


def test_who_asks_to_speak_is_let_speak() -> None:
    asked = move(MoveKind.GIVE_TIME, "give_floor")
    assert load_lead_ins().choose(asked, (), 1, Intent.HAS_QUESTION) in (
        "Sure.",
        "Of course.",
        "Certainly.",
        "Yes, of course.",
    )


def test_the_longest_lead_in_is_recognised() -> None:
    both = LeadIns({"heard": ("Okay.", "Okay. Right.")})
    assert both.at_start_of("Okay. Right. What then?") == "Okay. Right."
    assert both.at_start_of("What then?") == ""


def test_a_template_is_recognised_whatever_filled_it() -> None:
    loaded = Templates({"repeat": (Prompt("a", "{{open}}"), Prompt("b", "Again. {{open}}"))})
    assert loaded.speak("repeat", 1, ("Again. What now?",), {"open": "Why?"}) == "Why?"


def test_every_reason_of_a_move_has_a_row_in_the_one_table() -> None:
    assert MANNERS.keys() == set(Reason)


def test_a_reason_of_another_build_is_read_as_none_and_loses_no_turn() -> None:
    stored = move(MoveKind.CLARIFY, "of_another_build")
    assert (stored.kind, stored.reason) == (MoveKind.CLARIFY, Reason.NONE)
