"""How long a search of one candidate's material takes when there is much of it."""

import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from core.plan import Passage
from prompts.interview_types import interview_types
from prompts.loader import load_questions
from storage.embeddings import SentenceEmbedder, Vector
from storage.knowledge import Knowledge

EMBEDDED = 200
SPREAD = 0.02
"""Standard deviation of what is added to each of 384 parts of a unit vector."""
WARM_UP = 5


class SpreadEmbedder:
    """Embeds queries for real, and of many passages some, whose neighbours the others become.

    Embedding ten thousand passages takes minutes and is not what is measured; the store sees as
    many distinct vectors, clustered as text is.
    """

    def __init__(self, real: SentenceEmbedder) -> None:
        self._real = real
        self.milliseconds: list[float] = []

    async def embed(self, texts: Sequence[str]) -> list[Vector]:
        """Return one unit vector per text."""
        if len(texts) <= EMBEDDED:
            started = time.perf_counter()
            vectors = await self._real.embed(texts)
            self.milliseconds.append((time.perf_counter() - started) * 1000)
            return vectors
        seeds = np.array(await self._real.embed(texts[:EMBEDDED]))
        random = np.random.default_rng(5)
        spread = np.resize(seeds, (len(texts), seeds.shape[1]))
        spread += random.normal(0, SPREAD, spread.shape)
        spread /= np.linalg.norm(spread, axis=1, keepdims=True)
        return [list(map(float, vector)) for vector in spread]


@dataclass(frozen=True, slots=True)
class Searches:
    """Milliseconds of each search, and of embedding its query, which is part of it.

    `processor_milliseconds` is what one took of the processor on average.
    """

    whole: list[float]
    embedding: list[float]
    processor_milliseconds: float


async def search_times(folder: Path, model: str, chunks: int, searches: int) -> Searches:
    """Return how long searches among so many passages take."""
    sentences = [
        sentence
        for kind in interview_types()
        for question in load_questions(kind)
        for sentence in (question.text, question.outline, *question.hints)
    ]
    passages = [
        Passage(text=f"{sentences[n % len(sentences)]} ({n})", source="resume")
        for n in range(chunks)
    ]
    real = SentenceEmbedder(model)
    embedder = SpreadEmbedder(real)
    knowledge = Knowledge(embedder, folder)
    try:
        await knowledge.replace(1, passages)
        for n in range(WARM_UP):
            await knowledge.search(1, sentences[n])
        embedder.milliseconds.clear()
        taken = []
        before = time.process_time()
        for n in range(searches):
            query = sentences[(7 * n) % len(sentences)]
            started = time.perf_counter()
            found = await knowledge.search(1, query)
            taken.append((time.perf_counter() - started) * 1000)
            assert len(found) == 5, "the store lost passages"
        used = (time.process_time() - before) * 1000 / searches
        return Searches(taken, embedder.milliseconds, used)
    finally:
        await knowledge.close()
        real.close()
