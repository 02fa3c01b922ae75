"""STAR marks rest on sentences that were said, and stories beat opinions."""

import pytest

from language.en.stories.star import (
    ResponseType,
    StarMarks,
    mark_situational,
    mark_star,
    star_score,
)

STORY = (
    "Last year at my previous company our checkout service kept timing out. I was responsible for "
    "getting it under control before the holiday. I profiled the slow queries and added an index, "
    "then I rewrote the retry logic. As a result the p99 latency dropped from two seconds to 300 "
    "milliseconds."
)


def marks_of(text: str) -> tuple[float, float, float, float]:
    marks = mark_star(text)
    return tuple(m.mark for m in (marks.situation, marks.task, marks.action, marks.result))  # type: ignore[return-value]


def test_a_whole_story_gets_every_mark_with_its_quote() -> None:
    marks = mark_star(STORY)
    assert marks_of(STORY) == (1, 1, 1, 1)
    assert marks.response_type is ResponseType.STORY
    assert star_score(marks) == 100
    assert marks.task.quote.startswith("I was responsible")
    assert marks.result.quote.startswith("As a result")
    for mark in (marks.situation, marks.task, marks.action, marks.result):
        assert mark.quote in STORY


def test_the_formula_weighs_action_most() -> None:
    without_action = STORY.replace(
        "I profiled the slow queries and added an index, then I rewrote the retry logic. ", ""
    )
    marks = mark_star(without_action)
    assert marks.action.mark == 0
    assert marks.result.mark == 0.5, "an outcome without an action is not the speaker's"
    assert marks.missing() == ("action",)


def test_we_alone_earns_half_an_action() -> None:
    assert mark_star("We rebuilt the pipeline and moved all of the jobs.").action.mark == 0.5
    assert mark_star("I rebuilt the pipeline.").action.mark == 0.5
    assert mark_star("I rebuilt the pipeline and moved the jobs.").action.mark == 1


def test_a_negated_or_passive_verb_is_no_action() -> None:
    assert mark_star("I never finished it. I was hired by them. I wanted more.").action.mark == 0


@pytest.mark.parametrize(
    ("said", "kind", "cap"),
    [
        ("I'm a hard worker and I have good communication.", ResponseType.SELF_DESCRIPTION, 25),
        ("I think it is important to listen to people.", ResponseType.OPINION, 30),
        ("I usually helped people and always answered them.", ResponseType.PSEUDO_STORY, 65),
        (
            "I wrote docs. Another example is when I fixed CI. Another time I moved the tests.",
            ResponseType.EXAMPLE_LIST,
            50,
        ),
    ],
)
def test_response_types_cap_the_score(said: str, kind: ResponseType, cap: float) -> None:
    marks = mark_star(said)
    assert marks.response_type is kind
    full = mark_star(STORY)
    capped = StarMarks(full.situation, full.task, full.action, full.result, kind)
    assert star_score(capped) == cap


def test_a_situational_answer_is_not_capped_for_being_hypothetical() -> None:
    said = (
        "First I would ask both of them what they need. I'd then propose a small test, so that the "
        "numbers decide, and I would follow up a week later."
    )
    assert star_score(mark_star(said)) <= 30
    assert star_score(mark_situational(said), situational=True) == 100


@pytest.mark.parametrize(
    "came_of_it",
    [
        "Complaints went down a lot.",
        "The line started on time.",
        "After a week everyone asked to switch.",
        "On-call is quiet now.",
        "They still use it today.",
        "He changed his mind.",
        "Customers praised how open we were.",
        "That gave us two more months.",
        "We were back up before lunch.",
        "We finished in the spring and nothing broke.",
        "Nobody outside the team noticed.",
        "Now report is fast, before was very slow.",
    ],
)
def test_what_happened_after_ones_own_act_is_half_a_result(came_of_it: str) -> None:
    marks = mark_star(f"I rewrote the form and removed half the fields. {came_of_it}")
    assert (marks.result.mark, marks.result.quote) == (0.5, came_of_it)


@pytest.mark.parametrize(
    "said",
    [
        "I moved the tables to another schema. The schema has three parts.",
        "I asked for details. The customer wanted a new colour.",
        "I looked at the logs. The logs were full of errors.",
        "I compared two libraries. One was written in Java.",
        "I wrote a service that reads events. It stores them in a table.",
        "I worked on the frontend. Today I want to move to the backend.",
        "I led four people. I am still learning how to delegate.",
        "I called a meeting. We decided to wait. The deadline was still in May.",
        "The vendor delivered the parts. I wrote the specification.",
        "People stopped complaining.",
        "It would work now. They would have stopped complaining.",
    ],
)
def test_how_things_were_and_what_one_thinks_is_no_result(said: str) -> None:
    assert mark_star(said).result.mark == 0


@pytest.mark.parametrize(
    ("scene", "mark"),
    [
        ("Our designer and our lead fought about every ticket.", 0.5),
        ("There were five of us.", 0.5),
        ("Nobody owned the alerts.", 0.5),
        ("We'd promised a feature for the fair.", 0.5),
        ("Two jobs ago it took an hour.", 1),
        ("It was slow the year I joined.", 1),
        ("The schema has three parts.", 0),
        ("I think the team would have needed it.", 0),
    ],
)
def test_how_things_stood_before_ones_own_act_is_half_a_situation(scene: str, mark: float) -> None:
    assert mark_star(f"{scene} I rewrote the form.").situation.mark == mark
    joined = f"{scene.rstrip('.')}, so I rewrote the form."
    assert mark_star(joined).situation.mark == mark
    assert mark_star(f"I rewrote the form. {scene}").situation.mark in (0, 1)


@pytest.mark.parametrize("text", ["", "   ", "\x00\x07", "<b></b>", "?!", "a " * 20_000])
def test_odd_text_has_no_marks_and_does_not_fail(text: str) -> None:
    assert marks_of(text) == (0, 0, 0, 0)
    assert star_score(mark_star(text)) == 0
