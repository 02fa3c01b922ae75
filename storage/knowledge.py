"""What candidates have told about themselves, found again by meaning; kept in Chroma."""

import asyncio
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

from core.errors import UnavailableError
from core.knowledge import Found
from core.plan import Passage
from storage.chroma.store import ChromaStore, EmbeddedStore, ServerStore, collection_name
from storage.embeddings import Embedder

__all__ = ["Knowledge", "KnowledgeUnavailableError", "collection_name"]

Answer = TypeVar("Answer")


class KnowledgeUnavailableError(UnavailableError):
    """The vector store does not answer."""

    code = "KNOWLEDGE_UNAVAILABLE"


class Knowledge:
    """The passages of each user, in a collection of their own: nobody's can turn up in another's.

    An embedded store belongs to one process; several processes share a Chroma server by `url`.
    Chroma is imported and opened at the first call. Its calls block, so they run on one thread.
    Methods raise `KnowledgeUnavailableError`, and `EmbeddingsUnavailableError` where they embed.
    """

    def __init__(self, embedder: Embedder, folder: Path, url: str | None = None) -> None:
        self._embedder = embedder
        self._store: ChromaStore = EmbeddedStore(folder) if url is None else ServerStore(url)
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="knowledge")

    async def replace(self, user_id: int, passages: Sequence[Passage]) -> int:
        """Make these the user's passages, in place of all earlier ones; return how many."""
        vectors = await self._embedder.embed([passage.text for passage in passages])
        await self._call(lambda: self._store.replace(user_id, passages, vectors))
        return len(passages)

    async def search(self, user_id: int, query: str, limit: int = 5) -> list[Found]:
        """Return the user's passages nearest in meaning, best first; similarity is 0 to 1."""
        (vector,) = await self._embedder.embed([query])
        return await self._call(lambda: self._store.search(user_id, vector, limit))

    async def forget(self, user_id: int) -> None:
        """Delete everything of a user."""
        await self._call(lambda: self._store.forget(user_id))

    async def ping(self) -> None:
        """Return when the store answers."""
        await self._call(self._store.ping)

    async def close(self) -> None:
        """Close the store, if it was opened."""
        await self._run(self._store.close)
        self._thread.shutdown(wait=False)

    async def _call(self, work: Callable[[], Answer]) -> Answer:
        def run() -> Answer:
            with _translated():
                try:
                    return work()
                except BaseException:
                    # opened anew the next time: it lets go of its files, and may have panicked
                    self._store.close()
                    raise

        return await self._run(run)

    async def _run(self, work: Callable[[], Answer]) -> Answer:
        return await asyncio.get_running_loop().run_in_executor(self._thread, work)


@contextmanager
def _translated() -> Iterator[None]:
    from chromadb.errors import ChromaError
    from httpx import HTTPError

    try:
        yield
    except BaseException as error:
        known = isinstance(error, ChromaError | HTTPError | OSError | ValueError)
        if not known and not _is_panic(error):
            raise
        raise KnowledgeUnavailableError("The vector store does not answer.") from error


def _is_panic(error: BaseException) -> bool:
    """Return whether Chroma's Rust part gave up: no `Exception`, and of a class nobody can name."""
    return type(error).__module__ == "pyo3_runtime"
