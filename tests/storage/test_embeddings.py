"""Texts as vectors: by the real model, and in turns that leave nobody waiting."""

import asyncio
from collections.abc import Sequence

import pytest

from storage import embeddings
from storage.embedding_model import DEFAULT_MODEL, model_folder
from storage.embeddings import BATCH, SentenceEmbedder, Vector, WithSentenceTransformers
from storage.minilm import MiniLM

QUESTION = "How did you make the slow nightly job faster?"
PASSAGES = [
    "I measured every step of the nightly batch and added an index, and it took 20 minutes then.",
    "I taught pottery to children on Saturdays.",
    "We moved the billing system to a new database before the contract ended.",
]


def dot(one: Vector, other: Vector) -> float:
    return sum(a * b for a, b in zip(one, other, strict=True))


TEXTS = [
    QUESTION,
    *PASSAGES,
    "",
    "word " * 400,
    "Ünïcode — “quotes”, naïvely ½ 日本語 🙂",
    "C++, C#, .NET and node.js at p95 < 200ms",
]


def test_numpy_computes_what_sentence_transformers_does(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(embeddings, "_computes_in_bfloat16", lambda: False)
    folder = model_folder(DEFAULT_MODEL)
    assert folder is not None
    with_torch = WithSentenceTransformers("", folder).vectors(TEXTS)
    in_numpy = MiniLM(folder).vectors(TEXTS)
    for one, other in zip(in_numpy, with_torch, strict=True):
        assert one == pytest.approx(other, abs=1e-5)


@pytest.mark.parametrize("narrow", [False, True])
async def test_either_way_finds_the_same_and_their_vectors_fit_together(
    monkeypatch: pytest.MonkeyPatch, narrow: bool
) -> None:
    found: list[list[Vector]] = []
    monkeypatch.setattr(embeddings, "_computes_in_bfloat16", lambda: narrow)
    for model in (str(model_folder(DEFAULT_MODEL)), DEFAULT_MODEL):
        embedder = SentenceEmbedder(model)
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

    def vectors(self, texts: Sequence[str]) -> list[Vector]:
        self.asked += texts
        asyncio.run_coroutine_threadsafe(self._let_others_ask(), self.loop).result()
        return [[0.6, 0.8] for _ in texts]

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
