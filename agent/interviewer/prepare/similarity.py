"""How similar in meaning questions are to what an interview should be about."""

import asyncio
import logging
from collections.abc import Callable, Sequence

from core.errors import GreenroomError
from core.plan import Question
from language.en.requests.wishes import Alike
from storage.embeddings import Embedder, Vector

logger = logging.getLogger(__name__)

SECONDS = 3.0


class BankSimilarity:
    """Compares texts with questions by their vectors; each question is embedded once.

    The embedder is asked only while `ready`: nobody waits for its model to be loaded, and a process
    that never loads it compares nothing.
    """

    def __init__(self, embedder: Embedder, ready: Callable[[], bool]) -> None:
        self._embedder = embedder
        self._ready = ready
        self._known: dict[str, Vector] = {}

    async def of(self, texts: Sequence[str], bank: Sequence[Question]) -> list[Alike] | None:
        """Return for each text the similarity (0 to 1) of every question by id; null if unknown.

        Unknown while the model is not loaded, when it fails, or takes longer than `SECONDS`.
        """
        if not texts or not self._ready():
            return None
        new = [question for question in bank if question.text not in self._known]
        try:
            async with asyncio.timeout(SECONDS):
                vectors = await self._embedder.embed([*texts, *map(_described, new)])
        except (GreenroomError, TimeoutError) as error:
            logger.warning("plan.similarity_unavailable", extra={"error": type(error).__name__})
            return None
        fresh = zip(new, vectors[len(texts) :], strict=True)
        self._known |= {question.text: vector for question, vector in fresh}
        return [
            {question.id: _cosine(vector, self._known[question.text]) for question in bank}
            for vector in vectors[: len(texts)]
        ]


def _described(question: Question) -> str:
    return f"{question.competency}: {question.text}"


def _cosine(one: Vector, other: Vector) -> float:
    """Return the similarity of two vectors of unit length; opposite meanings count as none."""
    return max(0.0, sum(a * b for a, b in zip(one, other, strict=True)))
