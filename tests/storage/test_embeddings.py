"""Texts as vectors: by the real model, and in turns that leave nobody waiting."""

import asyncio
from collections.abc import Sequence
from typing import Any

import pytest

from storage import embeddings
from storage.embedding_model import DEFAULT_MODEL
from storage.embeddings import BATCH, SentenceEmbedder, Vector

QUESTION = "How did you make the slow nightly job faster?"
PASSAGES = [
    "I measured every step of the nightly batch and added an index, and it took 20 minutes then.",
    "I taught pottery to children on Saturdays.",
    "We moved the billing system to a new database before the contract ended.",
]


def dot(one: Vector, other: Vector) -> float:
    return sum(a * b for a, b in zip(one, other, strict=True))


@pytest.mark.parametrize("narrow", [False, True])
async def test_either_precision_finds_the_same_and_their_vectors_fit_together(
    monkeypatch: pytest.MonkeyPatch, narrow: bool
) -> None:
    found: list[list[Vector]] = []
    for in_bfloat16 in (narrow, False):
        monkeypatch.setattr(embeddings, "_computes_in_bfloat16", lambda it=in_bfloat16: it)
        embedder = SentenceEmbedder(DEFAULT_MODEL)
        assert not embedder.loaded
        found.append(await embedder.embed([QUESTION, *PASSAGES]))
        assert embedder.loaded
        embedder.close()
    (question, *passages), (_, *stored) = found
    assert [dot(v, v) for v in (question, *passages)] == pytest.approx([1.0] * 4, abs=1e-5)
    similar = [dot(question, passage) for passage in stored]
    assert similar == pytest.approx([dot(question, passage) for passage in passages], abs=0.01)
    assert similar[0] == max(similar) > 2 * similar[1]


class Slow:
    """A model that notes what it is asked, and lets somebody else ask while it is at it."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.began = asyncio.Event()
        self.loop = asyncio.get_running_loop()

    def encode(self, texts: Sequence[str], **_: object) -> Any:
        import torch

        self.asked += texts
        asyncio.run_coroutine_threadsafe(self._let_others_ask(), self.loop).result()
        return torch.ones(len(texts), 2)

    async def _let_others_ask(self) -> None:
        self.began.set()
        await asyncio.sleep(0)


async def test_a_question_waits_for_one_batch_of_a_long_resume_and_not_for_all_of_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    model = Slow()
    monkeypatch.setattr(embeddings, "_load", lambda name: model)
    embedder = SentenceEmbedder("any")
    long = [f"piece {number}" for number in range(4 * BATCH)]
    indexing = asyncio.create_task(embedder.embed(long))
    await model.began.wait()
    await embedder.embed([QUESTION])
    assert model.asked.index(QUESTION) <= 2 * BATCH
    assert len(await indexing) == len(long)
    assert await embedder.embed([]) == []
    embedder.close()
