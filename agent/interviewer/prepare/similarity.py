"""How similar in meaning questions are to what an interview should be about."""

import asyncio
import logging
import time
from collections import OrderedDict
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import Final

import numpy as np
from numpy.typing import NDArray

from core.errors import GreenroomError
from core.plan import Question
from language.en.requests.wishes import Alike
from storage.embeddings import Embedder

logger = logging.getLogger(__name__)

TOPIC_SECONDS: Final = 2.0
BANK_SECONDS: Final = 0.5
"""How long the first start waits for a bank that is not known yet; others find it known, or not."""
LEARNED_AT_ONCE: Final = 2
"""Questions embedded without a break: whoever starts meanwhile waits for no more of them, and then
has the embedder for as long as these took."""
TOPICS_REMEMBERED: Final = 512
"""Texts whose vectors are kept (1.5 KB each): a posting is asked about at every start."""

Floats = NDArray[np.float32]


class BankSimilarity:
    """Compares texts with questions by their vectors; each question is embedded once.

    The embedder is asked only while `ready`: nobody waits for its model to be loaded, and a process
    that never loads it compares nothing.
    """

    def __init__(self, embedder: Embedder, ready: Callable[[], bool]) -> None:
        self._embedder = embedder
        self._ready = ready
        self._known: dict[str, Floats] = {}
        self._topics: OrderedDict[str, Floats] = OrderedDict()
        self._learning: asyncio.Task[None] | None = None

    async def of(self, texts: Sequence[str], bank: Sequence[Question]) -> list[Alike] | None:
        """Return for each text the similarity (0 to 1) of every question by id; null if unknown.

        Unknown while the model is not loaded, when it fails or takes too long, and while a bank
        that was never asked about is still being learned.
        """
        if not texts or not self._ready():
            return None
        try:
            if not await self._knows(bank):
                return None
            async with asyncio.timeout(TOPIC_SECONDS):
                vectors = await self._vectors(texts)
        except (GreenroomError, TimeoutError) as error:
            logger.warning("plan.similarity_unavailable", extra={"error": type(error).__name__})
            return None
        questions = np.stack([self._known[question.text] for question in bank])
        # of unit length: their product is their similarity, and opposite meanings count as none
        alike = np.maximum(0, np.stack(vectors) @ questions.T).tolist()
        ids = [question.id for question in bank]
        return [dict(zip(ids, row, strict=True)) for row in alike]

    async def _vectors(self, texts: Sequence[str]) -> list[Floats]:
        vectors = {text: self._topics[text] for text in texts if text in self._topics}
        new = [text for text in dict.fromkeys(texts) if text not in vectors]
        embedded = await self._embedder.embed(new) if new else []
        for text, vector in zip(new, embedded, strict=True):
            vectors[text] = np.asarray(vector, np.float32)
        for text, known in vectors.items():
            self._topics[text] = known
            self._topics.move_to_end(text)
        while len(self._topics) > TOPICS_REMEMBERED:
            self._topics.popitem(last=False)
        return [vectors[text] for text in texts]

    async def _knows(self, bank: Sequence[Question]) -> bool:
        """Return whether all questions are known; the first who asks waits a little for them.

        Who stops waiting does not stop the learning, and others do not wait for it: a bank that
        each who starts had embedded anew, and gave up after a while, would never be known.
        """
        new = [question for question in bank if question.text not in self._known]
        if not new:
            return True
        if self._learning is not None and not self._learning.done():
            return False
        learning = self._learning = asyncio.create_task(self._embed(new))
        learning.add_done_callback(_seen)
        with suppress(TimeoutError):
            async with asyncio.timeout(BANK_SECONDS):
                await asyncio.shield(learning)
        return learning.done()

    async def _embed(self, questions: Sequence[Question]) -> None:
        for start in range(0, len(questions), LEARNED_AT_ONCE):
            part, begun = questions[start : start + LEARNED_AT_ONCE], time.monotonic()
            vectors = await self._embedder.embed([*map(_described, part)])
            for question, vector in zip(part, vectors, strict=True):
                self._known[question.text] = np.asarray(vector, np.float32)
            await asyncio.sleep(time.monotonic() - begun)


def _described(question: Question) -> str:
    return f"{question.competency}: {question.text}"


def _seen(learned: "asyncio.Task[None]") -> None:
    """Take note of how it ended: those who waited for it were told, if any still did."""
    if not learned.cancelled():
        learned.exception()
