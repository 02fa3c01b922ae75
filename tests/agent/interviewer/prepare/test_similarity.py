"""Comparing a bank with what an interview should be about."""

import asyncio
from collections.abc import Sequence

import pytest

from agent.interviewer.prepare import similarity
from agent.interviewer.prepare.similarity import BankSimilarity
from core.errors import ProviderUnavailableError
from core.interview import InterviewType
from prompts.loader import load_questions
from storage.embeddings import Vector

BANK = load_questions(InterviewType("technical"))


class Letters:
    """Embeds a text as its shares of a and b; counts the texts, and may wait or fail."""

    def __init__(self) -> None:
        self.embedded: list[str] = []
        self.may_go_on = asyncio.Event()
        self.may_go_on.set()
        self.error: Exception | None = None
        self.enough, self.wanted = asyncio.Event(), len(BANK) + 1

    async def embed(self, texts: Sequence[str]) -> list[Vector]:
        await self.may_go_on.wait()
        if self.error is not None:
            raise self.error
        self.embedded += texts
        if len(self.embedded) >= self.wanted:
            self.enough.set()
        return [self.vector(text) for text in texts]

    @staticmethod
    def vector(text: str) -> Vector:
        first, second = text.count("a") + 1, text.count("b")
        length = (first**2 + second**2) ** 0.5
        return [first / length, second / length]


async def test_each_text_is_compared_with_every_question() -> None:
    compared = await BankSimilarity(Letters(), lambda: True).of(["a", "bbb"], BANK)
    assert compared is not None
    for text, alike in zip(("a", "bbb"), compared, strict=True):
        first, second = Letters.vector(text)
        for question in BANK:
            one, other = Letters.vector(f"{question.competency}: {question.text}")
            assert alike[question.id] == pytest.approx(first * one + second * other, abs=1e-6)


async def test_many_who_start_at_once_have_the_bank_embedded_once() -> None:
    letters = Letters()
    bank = BankSimilarity(letters, lambda: True)
    starts = [bank.of([f"topic {number}"], BANK) for number in range(16)]
    first, *others = await asyncio.gather(*starts)
    assert first is not None
    assert others == [None] * 15
    assert await bank.of(["later"], BANK) is not None
    assert len(letters.embedded) == len(set(letters.embedded)) == len(BANK) + 2


async def test_a_topic_is_embedded_once_and_forgotten_after_many_others(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(similarity, "TOPICS_REMEMBERED", 2)
    letters = Letters()
    bank = BankSimilarity(letters, lambda: True)
    first = await bank.of(["kept"], BANK)
    assert await bank.of(["kept"], BANK) == first
    assert letters.embedded.count("kept") == 1
    await bank.of(["one", "two", "three"], BANK)
    assert await bank.of(["kept"], BANK) == first
    assert letters.embedded.count("kept") == 2


async def test_a_bank_is_learned_to_its_end_though_nobody_waits_any_more(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(similarity, "BANK_SECONDS", 0.01)
    letters = Letters()
    bank = BankSimilarity(letters, lambda: True)
    assert await bank.of(["a"], BANK[:1]) is not None
    letters.may_go_on.clear()
    assert await bank.of(["a"], BANK) is None
    letters.may_go_on.set()
    await letters.enough.wait()
    assert await bank.of(["a"], BANK) is not None
    assert len(letters.embedded) == len(BANK) + 1


async def test_what_failed_is_tried_again() -> None:
    letters = Letters()
    letters.error = ProviderUnavailableError("away")
    bank = BankSimilarity(letters, lambda: True)
    assert await bank.of(["a"], BANK) is None
    letters.error = None
    assert await bank.of(["a"], BANK) is not None


async def test_nothing_is_asked_of_a_model_that_is_not_loaded() -> None:
    letters = Letters()
    assert await BankSimilarity(letters, lambda: False).of(["a"], BANK) is None
    assert letters.embedded == []
