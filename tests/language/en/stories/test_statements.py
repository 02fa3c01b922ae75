"""Clauses of an answer that can be said back, and how a follow-up takes them up."""

import pytest

from agent.interviewer.decide.follow_up import fitting
from agent.interviewer.decide.policy import decide
from agent.interviewer.observe.observation import Observation
from core.move import MoveKind
from core.plan import ProbeAspect, QuestionKind
from language.en.stories.statements import find_statements
from language.en.text.vocabulary import content_stems
from language.observed import Intent, Statement
from tests.agent.interviewer.scenes import OBSERVER, move, question, scene


@pytest.mark.parametrize(
    ("text", "clauses"),
    [
        ("I would put the change behind a flag and start small, so that few people see it.",
         ("I would put the change behind a flag and start small",)),
        ("First I'd check the estimate. Then we compare both versions, because users differ.",
         ("I'd check the estimate", "we compare both versions")),
        ("I counted the alerts for a month, nineteen calls a week.",
         ("I counted the alerts for a month",)),
        ("First I would talk to finance and list who depends on it.",
         ()),
        ("I would check the estimate and ask how firm is the deadline, and cut the scope.",
         ("I would check the estimate",)),
        ("I would ask the vendor and the client which of the dates is firm.",
         ("I would ask the vendor and the client",)),
        ("I would not touch the old field, because that would break partners.",
         ("I would not touch the old field",)),
        ("I've rewritten the importer alone.", ("I've rewritten the importer alone",)),
        ("We check the logs to see who opened which records.",
         ("We check the logs to see who opened which records",)),
        ("i would put the change behind a flag", ("i would put the change behind a flag",)),
        ("I um moved the importer to a queue.", ()),
        ("so what we did was we moved the importer to a queue", ()),
        ("We told the managers and we sent a correction to every reader.",
         ("we sent a correction to every reader",)),
        ("We would split new sign-ups in half and compare how many of each pay after sixty days.",
         ("We would split new sign-ups in half",)),
        ("I think the cache is slow.", ()),
        ("I was responsible for the payment service.", ()),
        ("I have three small children at home.", ()),
        ("I told them about the broken release.", ()),
        ("I split that by customer segment.", ()),
        ("What I would change is the release plan.", ()),
        ("If I deploy the service on Friday, the phone rings.", ()),
        ("Only then do I drop the old column.", ()),
        ("We tried our best and it worked out somehow.", ()),
        ("I follow best practices and make sure that everything is fine.", ()),
        ("I asked my colleague to help me with the parser.", ()),
        ("I rolled back.", ()),
    ],
)  # fmt: skip
def test_what_was_done_is_taken_as_it_was_said_and_only_if_it_stands_alone(
    text: str, clauses: tuple[str, ...]
) -> None:
    assert tuple(one.text for one in find_statements(text)) == clauses


def test_the_clause_that_touches_the_follow_up_is_taken_once() -> None:
    told = find_statements("I measure the hit rate every day. I put an expiry on every entry.")
    asked = content_stems("How would you measure that rate?")
    first = fitting(told, asked, frozenset())
    assert first == "I measure the hit rate every day"
    assert fitting(told, asked, frozenset({first})) == ("I put an expiry on every entry")
    assert fitting((), asked, frozenset()) is None


@pytest.mark.parametrize(
    "text",
    [
        "I would water the flowers on the balcony every morning.",
        "I treated the cache and my illness with medication.",
        "I did good work on the cache design there.",
        "I fixed the stupid cache expiry by hand.",
    ],
)
def test_what_is_beside_the_question_private_or_praise_is_not_said_back(text: str) -> None:
    assert OBSERVER.observe(text, question()).statements == ()


def test_what_touches_the_question_is() -> None:
    seen = OBSERVER.observe("I put an expiry time on each cache entry.", question())
    assert [one.text for one in seen.statements] == ["I put an expiry time on each cache entry"]


SAID = "I put an expiry time on each entry"
ANSWER = Observation(
    Intent.ANSWER, 20, key_points=(True, False, False, False), specifics=2,
    statements=(Statement(SAID, frozenset({"expiri", "entri"})),),
)  # fmt: skip


def test_a_follow_up_of_the_questions_own_begins_with_the_candidates_words() -> None:
    asked = decide(scene(ANSWER))
    assert (asked.kind, asked.reason, asked.anchor) == (MoveKind.PROBE, "more_to_say", SAID)


def test_a_follow_up_to_such_a_follow_up_does_not() -> None:
    before = move(MoveKind.PROBE, "more_to_say", aspect=ProbeAspect.DEPTH, anchor="another thing")
    asked = decide(scene(ANSWER, moves=[before], answers=[ANSWER]))
    assert (asked.kind, asked.anchor) == (MoveKind.PROBE, None)


def test_what_a_story_lacks_is_asked_with_the_candidates_words_too() -> None:
    told = Observation(
        Intent.ANSWER, 20, key_points=(False,) * 4, situation=1.0, task=0.5, action=1.0,
        specifics=2, statements=ANSWER.statements,
    )  # fmt: skip
    asked = decide(scene(told, kind=QuestionKind.PAST_BEHAVIOUR))
    assert (asked.reason, asked.aspect, asked.anchor) == (
        "result_missing", ProbeAspect.RESULT, SAID,
    )  # fmt: skip
