"""Each user's passages in a Chroma collection of their own; calls block, one thread makes them."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol
from urllib.parse import urlsplit

from core.knowledge import Found
from core.plan import Passage
from storage.chroma.allocator import keep_few_arenas, zeroed_memory
from storage.chroma.folder import remove_orphans

if TYPE_CHECKING:
    from chromadb.api import ClientAPI
    from chromadb.api.models.Collection import Collection

WRITE_BATCH = 500
OPEN_INDEXES = 16
"""How many indexes may have been opened before the embedded store is opened anew (40 ms): each has
four files, and neither a deleted one nor one that nobody asks any more is ever closed by Chroma."""
DEAD_PER_LIVING, DEAD_AT_LEAST = 10, 1_000
"""A server's index is made anew when it holds more dead passages than this: an index keeps them,
and a search walks past them; a deleted index is never closed, so that it is not done each time."""


class ChromaStore(Protocol):
    """A vector store; raises what Chroma raises."""

    def replace(
        self, user_id: int, passages: Sequence[Passage], vectors: Sequence[Sequence[float]]
    ) -> None:
        """Make these the user's passages; the earlier ones go when the new ones are there."""
        ...

    def search(self, user_id: int, vector: Sequence[float], limit: int) -> list[Found]:
        """Return the user's passages nearest to the vector, best first."""
        ...

    def forget(self, user_id: int) -> None:
        """Delete everything of a user."""
        ...

    def ping(self) -> None:
        """Return when the store answers."""
        ...

    def close(self) -> None:
        """Close what is open; the next call opens it again."""
        ...


class EmbeddedStore:
    """Chroma's files in a folder that belongs to this process."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._client: ClientAPI | None = None
        self._indexes: set[str] = set()

    def replace(
        self, user_id: int, passages: Sequence[Passage], vectors: Sequence[Sequence[float]]
    ) -> None:
        """Make a collection of these, then let it take the place of the old one."""
        with zeroed_memory():
            client, name = self._opened(), collection_name(user_id)
            _delete(client, _unfinished(name))
            if passages:
                made = _create(client, _unfinished(name))
                self._indexes.add(str(made.id))
                _add(made, passages, vectors, 0)
            dropped = _delete(client, name)
            if passages:
                made.modify(name=name)
        if dropped:
            remove_orphans(self._folder)
        self._close_when_many()

    def search(self, user_id: int, vector: Sequence[float], limit: int) -> list[Found]:
        """Return the user's passages nearest to the vector, best first."""
        with zeroed_memory():
            collection = _get(self._opened(), collection_name(user_id))
            if collection is None:
                return []
            self._indexes.add(str(collection.id))
            found = _query(collection, vector, limit)
        self._close_when_many()
        return found

    def forget(self, user_id: int) -> None:
        """Delete everything of a user, also what a process that died had not finished."""
        client, name = self._opened(), collection_name(user_id)
        if [dropped for each in (_unfinished(name), name) if (dropped := _delete(client, each))]:
            remove_orphans(self._folder)

    def ping(self) -> None:
        """Return when the store answers."""
        self._opened().heartbeat()

    def close(self) -> None:
        """Close every file; the next call opens the store again."""
        client, self._client = self._client, None
        self._indexes.clear()
        if client is not None:
            _close(client)

    def _close_when_many(self) -> None:
        if len(self._indexes) >= OPEN_INDEXES:
            self.close()

    def _opened(self) -> "ClientAPI":
        if self._client is None:
            import chromadb

            keep_few_arenas()
            self._client = chromadb.PersistentClient(str(self._folder), settings=_settings())
        return self._client


class ServerStore:
    """A Chroma server, which several processes may share."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._client: ClientAPI | None = None

    def replace(
        self, user_id: int, passages: Sequence[Passage], vectors: Sequence[Sequence[float]]
    ) -> None:
        """Add these to the user's collection, then delete what was there before."""
        client, name = self._opened(), collection_name(user_id)
        collection = _get(client, name)
        old = [] if collection is None else _ids(collection)
        # ids are numbers that go on, so that the highest tells how many there have ever been
        first = max(map(int, old), default=-1) + 1
        if first - len(old) > max(DEAD_PER_LIVING * len(passages), DEAD_AT_LEAST) or not passages:
            _delete(client, name)
            collection, old, first = None, [], 0
        if passages:
            collection = collection or _create(client, name)
            _add(collection, passages, vectors, first)
            for start in range(0, len(old), WRITE_BATCH):
                collection.delete(ids=old[start : start + WRITE_BATCH])

    def search(self, user_id: int, vector: Sequence[float], limit: int) -> list[Found]:
        """Return the user's passages nearest to the vector, best first."""
        collection = _get(self._opened(), collection_name(user_id))
        return [] if collection is None else _query(collection, vector, limit)

    def forget(self, user_id: int) -> None:
        """Delete everything of a user."""
        _delete(self._opened(), collection_name(user_id))

    def ping(self) -> None:
        """Return when the server answers."""
        self._opened().heartbeat()

    def close(self) -> None:
        """Close the connections; the next call opens them again."""
        client, self._client = self._client, None
        if client is not None:
            _close(client)
            # Chroma leaves its connections to the garbage collector
            opened: Any = client
            for part in (opened, opened._admin_client):
                part._server._session.close()

    def _opened(self) -> "ClientAPI":
        if self._client is None:
            import chromadb

            parts = urlsplit(self._url)
            secure = parts.scheme == "https"
            port = parts.port or (443 if secure else 8000)
            host = parts.hostname or "localhost"
            self._client = chromadb.HttpClient(host, port, ssl=secure, settings=_settings())
        return self._client


def collection_name(user_id: int) -> str:
    """Return the name of a user's collection."""
    return f"candidate-{user_id}"


def _unfinished(name: str) -> str:
    return f"{name}.next"


def _settings() -> Any:
    from chromadb.config import Settings

    return Settings(anonymized_telemetry=False)


def _close(client: "ClientAPI") -> None:
    # both clients have it, though their common interface does not say so
    client.close()  # type: ignore[attr-defined]


def _create(client: "ClientAPI", name: str) -> "Collection":
    return client.create_collection(
        name, embedding_function=None, configuration={"hnsw": {"space": "cosine"}}
    )


def _get(client: "ClientAPI", name: str) -> "Collection | None":
    from chromadb.errors import NotFoundError

    try:
        return client.get_collection(name, embedding_function=None)
    except NotFoundError:
        return None


def _delete(client: "ClientAPI", name: str) -> bool:
    """Delete a collection; return whether there was one."""
    from chromadb.errors import NotFoundError

    try:
        client.delete_collection(name)
    except NotFoundError:
        return False
    return True


def _add(
    collection: "Collection",
    passages: Sequence[Passage],
    vectors: Sequence[Sequence[float]],
    first: int,
) -> None:
    for start in range(0, len(passages), WRITE_BATCH):
        batch = passages[start : start + WRITE_BATCH]
        collection.add(
            ids=[str(first + start + number) for number in range(len(batch))],
            embeddings=list(vectors[start : start + WRITE_BATCH]),
            documents=[passage.text for passage in batch],
            metadatas=[{"source": passage.source} for passage in batch],
        )


def _ids(collection: "Collection") -> list[str]:
    return list(collection.get(include=[])["ids"])


def _query(collection: "Collection", vector: Sequence[float], limit: int) -> list[Found]:
    answer: Any = collection.query(
        query_embeddings=[vector],
        n_results=limit,
        include=["documents", "metadatas", "distances"],
    )
    rows = zip(answer["documents"][0], answer["metadatas"][0], answer["distances"][0], strict=True)
    return [
        Found(text=text, source=str(about["source"]), similarity=round(1 - distance, 4))
        for text, about, distance in rows
    ]
