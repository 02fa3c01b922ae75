"""How long a search of one candidate's material takes when there is much of it."""

import time
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from core.interview import InterviewType
from core.plan import Passage
from prompts.loader import load_questions
from storage.embeddings import SentenceEmbedder, Vector
from storage.knowledge import Knowledge

EMBEDDED = 200
SPREAD = 0.02
"""Standard deviation of what is added to each of 384 parts of a unit vector."""


class SpreadEmbedder:
    """Embeds queries for real, and of many passages some, whose neighbours the others become.

    Embedding ten thousand passages takes minutes and is not what is measured; the store sees as
    many distinct vectors, clustered as text is.
    """

    def __init__(self, real: SentenceEmbedder) -> None:
        self._real = real

    async def embed(self, texts: Sequence[str]) -> list[Vector]:
        """Return one unit vector per text."""
        if len(texts) <= EMBEDDED:
            return await self._real.embed(texts)
        seeds = np.array(await self._real.embed(texts[:EMBEDDED]))
        random = np.random.default_rng(5)
        spread = np.resize(seeds, (len(texts), seeds.shape[1]))
        spread += random.normal(0, SPREAD, spread.shape)
        spread /= np.linalg.norm(spread, axis=1, keepdims=True)
        return [list(map(float, vector)) for vector in spread]


async def search_times(folder: Path, model: str, chunks: int, searches: int) -> list[float]:
    """Return the milliseconds of each search, embedding the query included."""
    sentences = [
        sentence
        for kind in InterviewType
        for question in load_questions(kind)
        for sentence in (question.text, question.outline, *question.hints)
    ]
    passages = [
        Passage(text=f"{sentences[n % len(sentences)]} ({n})", source="resume")
        for n in range(chunks)
    ]
    real = SentenceEmbedder(model)
    knowledge = Knowledge(SpreadEmbedder(real), folder)
    try:
        await knowledge.replace(1, passages)
        taken = []
        for n in range(searches + 5):
            query = sentences[(7 * n) % len(sentences)]
            started = time.perf_counter()
            found = await knowledge.search(1, query)
            taken.append((time.perf_counter() - started) * 1000)
            assert len(found) == 5, "the store lost passages"
        return taken[5:]
    finally:
        await knowledge.close()
        real.close()
