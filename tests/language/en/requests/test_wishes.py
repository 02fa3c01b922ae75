"""Custom instructions become questions about what they name, and leave out what they refuse."""

import itertools
from collections.abc import Sequence
from functools import lru_cache

import pytest

from agent.interviewer import BankSimilarity, GraphPlanner
from core.errors import UnavailableError
from core.interview import InterviewRequest, InterviewType
from core.plan import InterviewPlan
from language.en.requests.wishes import wishes_in
from prompts.loader import load_questions

BANK = lru_cache(load_questions)


@pytest.mark.parametrize(
    ("instructions", "wanted", "unwanted"),
    [
        ("Ask about a production incident, about a conflict with a colleague, and about an angry "
         "customer.", ("a production incident", "a conflict with a colleague", "an angry customer"),
         ()),
        ("Focus on SQL and caching!", ("SQL", "caching"), ()),
        ("Please don't ask about Kubernetes. More on testing.", ("testing",), ("Kubernetes",)),
        ("Make it good.", (), ()),
        ("", (), ()),
        (None, (), ()),
    ],
)  # fmt: skip
def test_instructions_are_read_topic_by_topic(
    instructions: str | None, wanted: tuple[str, ...], unwanted: tuple[str, ...]
) -> None:
    wishes = wishes_in(instructions)
    assert (wishes.wanted, wishes.unwanted) == (wanted, unwanted)


async def plan(
    kind: InterviewType, instructions: str, similarity: BankSimilarity | None = None
) -> InterviewPlan:
    request = InterviewRequest(
        title="x", interview_type=kind, custom_instructions=instructions, planned_question_count=4
    )
    planner = GraphPlanner(similarity=similarity, bank=BANK, seeds=lambda: 2)
    return (await planner.prepare(request, None)).plan


async def test_every_topic_that_is_named_gets_its_question_and_keeps_it() -> None:
    made = await plan(
        InterviewType("behavioral"),
        "Ask about a production incident, about a conflict with a colleague, and about an angry "
        "customer.",
    )
    own = [question for question in made.questions if question.source == "instructions"]
    assert len(own) == 3
    together = " ".join(f"{question.competency} {question.text}" for question in own).lower()
    for word in ("outage", "conflict", "angriest customer"):
        assert word in together


async def test_a_topic_to_be_left_out_is_not_asked_about() -> None:
    request = InterviewRequest(
        title="x", interview_type=InterviewType("technical"), role_context="SRE",
        custom_instructions="Don't ask about Kubernetes", planned_question_count=10,
    )  # fmt: skip
    seeds = itertools.count()
    planner = GraphPlanner(bank=BANK, seeds=lambda: next(seeds))
    for _ in range(4):
        prepared = await planner.prepare(request, None)
        for question in (*prepared.plan.questions, *prepared.plan.reserves):
            assert "Kubernetes" not in question.text


async def test_a_private_wish_brings_no_question() -> None:
    made = await plan(InterviewType("general"), "Ask about my religion and my family.")
    assert [question.source for question in made.questions] == [None] * 4


class Meanings:
    """`Embedder` that knows one meaning: fire, whatever it is called."""

    def __init__(self, error: Exception | None = None) -> None:
        self._error = error
        self.embedded: list[str] = []

    async def embed(self, texts: Sequence[str]) -> list[list[float]]:
        if self._error:
            raise self._error
        self.embedded += texts
        hot = ("blaze", "outage")
        return [[1.0, 0.0] if any(h in t.lower() for h in hot) else [0.0, 1.0] for t in texts]


async def test_what_means_the_same_in_other_words_is_found_once_the_model_is_loaded() -> None:
    embedder = Meanings()
    loaded = BankSimilarity(embedder, ready=lambda: True)
    made = await plan(InterviewType("behavioral"), "Ask about a blaze.", loaded)
    assert any("outage" in q.text for q in made.questions if q.source == "instructions")
    first = len(embedder.embedded)
    await plan(InterviewType("behavioral"), "Ask about a conflict.", loaded)
    assert len(embedder.embedded) - first == 2


@pytest.mark.parametrize("error", [None, UnavailableError("no model")])
async def test_without_the_embedding_model_the_words_decide(error: Exception | None) -> None:
    embedder = Meanings(error)
    similarity = BankSimilarity(embedder, ready=lambda: error is not None)
    made = await plan(InterviewType("behavioral"), "Ask about a conflict.", similarity)
    assert made == await plan(InterviewType("behavioral"), "Ask about a conflict.")
    assert embedder.embedded == []
