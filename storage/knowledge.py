"""What candidates have told about themselves, found again by meaning; kept in Chroma."""

import asyncio
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar
from urllib.parse import urlsplit

from core.errors import UnavailableError
from core.knowledge import Found
from core.plan import Passage
from storage.chroma_folder import remove_orphans
from storage.embeddings import Embedder

if TYPE_CHECKING:
    from chromadb.api import ClientAPI

Answer = TypeVar("Answer")
WRITE_BATCH = 500


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
        self._folder = folder
        self._url = url
        self._client: ClientAPI | None = None
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="knowledge")
        self._opening = threading.Lock()

    async def replace(self, user_id: int, passages: Sequence[Passage]) -> int:
        """Make these the user's passages, in place of all earlier ones; return how many."""
        vectors = await self._embedder.embed([passage.text for passage in passages])
        await self._call(lambda: self._replace(user_id, passages, vectors))
        return len(passages)

    async def search(self, user_id: int, query: str, limit: int = 5) -> list[Found]:
        """Return the user's passages nearest in meaning, best first; similarity is 0 to 1."""
        (vector,) = await self._embedder.embed([query])
        return await self._call(lambda: self._search(user_id, vector, limit))

    async def forget(self, user_id: int) -> None:
        """Delete everything of a user."""
        await self._call(lambda: self._drop(user_id))

    async def ping(self) -> None:
        """Return when the store answers."""
        await self._call(lambda: self._opened().heartbeat())

    async def close(self) -> None:
        """Close the store, if it was opened."""
        if self._client is not None:
            await self._call(self._close)
        self._thread.shutdown(wait=False)

    async def _call(self, work: Callable[[], Answer]) -> Answer:
        def run() -> Answer:
            with _translated():
                return work()

        return await asyncio.get_running_loop().run_in_executor(self._thread, run)

    def _opened(self) -> "ClientAPI":
        with self._opening:
            if self._client is None:
                self._client = _open(self._folder, self._url)
            return self._client

    def _close(self) -> None:
        if self._client is not None:
            # both clients have it, though their common interface does not say so
            self._client.close()  # type: ignore[attr-defined]
            self._client = None

    def _replace(
        self, user_id: int, passages: Sequence[Passage], vectors: Sequence[Sequence[float]]
    ) -> None:
        self._drop(user_id)
        if not passages:
            return
        collection = self._opened().create_collection(
            collection_name(user_id),
            embedding_function=None,
            configuration={"hnsw": {"space": "cosine"}},
        )
        for start in range(0, len(passages), WRITE_BATCH):
            batch = passages[start : start + WRITE_BATCH]
            collection.add(
                ids=[str(number) for number in range(start, start + len(batch))],
                embeddings=list(vectors[start : start + WRITE_BATCH]),
                documents=[passage.text for passage in batch],
                metadatas=[{"source": passage.source} for passage in batch],
            )

    def _search(self, user_id: int, vector: Sequence[float], limit: int) -> list[Found]:
        from chromadb.errors import NotFoundError

        try:
            collection = self._opened().get_collection(
                collection_name(user_id), embedding_function=None
            )
        except NotFoundError:
            return []
        answer: Any = collection.query(
            query_embeddings=[vector],
            n_results=limit,
            include=["documents", "metadatas", "distances"],
        )
        rows = zip(
            answer["documents"][0], answer["metadatas"][0], answer["distances"][0], strict=True
        )
        return [
            Found(text=text, source=str(about["source"]), similarity=round(1 - distance, 4))
            for text, about, distance in rows
        ]

    def _drop(self, user_id: int) -> None:
        from chromadb.errors import NotFoundError

        try:
            self._opened().delete_collection(collection_name(user_id))
        except NotFoundError:
            return
        if self._url is None:
            remove_orphans(self._folder)


def collection_name(user_id: int) -> str:
    """Return the name of a user's collection."""
    return f"candidate-{user_id}"


def _open(folder: Path, url: str | None) -> "ClientAPI":
    import chromadb
    from chromadb.config import Settings

    settings = Settings(anonymized_telemetry=False)
    if url is None:
        return chromadb.PersistentClient(str(folder), settings=settings)
    parts = urlsplit(url)
    secure = parts.scheme == "https"
    port = parts.port or (443 if secure else 8000)
    return chromadb.HttpClient(parts.hostname or "localhost", port, ssl=secure, settings=settings)


@contextmanager
def _translated() -> Iterator[None]:
    from chromadb.errors import ChromaError
    from httpx import HTTPError

    try:
        yield
    except (ChromaError, HTTPError, OSError, ValueError) as error:
        raise KnowledgeUnavailableError("The vector store does not answer.") from error
