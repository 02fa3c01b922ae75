"""Passages kept in a real Chroma, with vectors that tests can foresee."""

import hashlib
import os
import subprocess
import sys
from collections.abc import AsyncIterator, Iterator, Sequence
from pathlib import Path

import numpy as np
import pytest
from chromadb.api import ClientAPI

from core.errors import ModelFileError
from core.plan import Passage
from harness.services.answering import wait_until_it_answers
from harness.services.ports import free_port
from storage.chroma import store as chroma_store
from storage.chroma.store import collection_name
from storage.embedding_model import DEFAULT_MODEL, check_weights, model_folder
from storage.knowledge import Knowledge


class WordVectors:
    """One dimension per word, by hash; texts that share words are near."""

    async def embed(self, texts: Sequence[str]) -> list[list[float]]:
        return [self._vector(text) for text in texts]

    def _vector(self, text: str) -> list[float]:
        vector = [0.0] * 64
        for word in text.lower().split():
            vector[hashlib.sha256(word.encode()).digest()[0] % 64] += 1.0
        length = sum(x * x for x in vector) ** 0.5
        return [x / length for x in vector]


class EmbeddedAtRandom:
    """Vectors like a model's: many parts, none of them zero; the same for the same texts."""

    async def embed(self, texts: Sequence[str]) -> list[list[float]]:
        vectors = np.random.default_rng(len(texts)).normal(size=(len(texts), 384))
        unit: list[list[float]] = (vectors / np.linalg.norm(vectors, axis=1)[:, None]).tolist()
        return unit


class DiedError(Exception):
    """Stands for a process that was killed in the middle."""


@pytest.fixture
def chroma_server(tmp_path: Path) -> Iterator[str]:
    """The address of a real Chroma server."""
    port = free_port()
    program = [str(Path(sys.executable).with_name("chroma")), "run"]
    process = subprocess.Popen(
        [*program, "--path", str(tmp_path / "server"), "--port", str(port)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    address = f"http://127.0.0.1:{port}"
    try:
        wait_until_it_answers(address, process, "/api/v2/heartbeat")
        yield address
    finally:
        process.kill()
        process.wait()


@pytest.fixture
async def knowledge(tmp_path: Path) -> AsyncIterator[Knowledge]:
    opened = Knowledge(WordVectors(), tmp_path / "chroma")
    yield opened
    await opened.close()


async def test_what_is_nearest_comes_first_and_nobody_elses_comes_at_all(
    knowledge: Knowledge,
) -> None:
    await knowledge.replace(
        1,
        [Passage(text="built a cache", source="resume"), Passage(text="led people", source="bio")],
    )
    await knowledge.replace(2, [Passage(text="built a cache too", source="resume")])
    found = await knowledge.search(1, "built a cache", 5)
    assert [(each.text, each.source) for each in found] == [
        ("built a cache", "resume"),
        ("led people", "bio"),
    ]
    assert found[0].similarity == pytest.approx(1.0, abs=1e-3)


async def test_new_passages_take_the_place_of_the_old(knowledge: Knowledge) -> None:
    many = [Passage(text=f"cache number {n}", source="resume") for n in range(600)]
    assert await knowledge.replace(1, many) == 600
    assert await knowledge.replace(1, [Passage(text="only this", source="bio")]) == 1
    assert [each.text for each in await knowledge.search(1, "cache", 5)] == ["only this"]


async def test_what_is_forgotten_is_gone_and_forgetting_again_is_fine(knowledge: Knowledge) -> None:
    await knowledge.replace(1, [Passage(text="a", source="bio")])
    await knowledge.forget(1)
    await knowledge.forget(1)
    assert await knowledge.search(1, "a") == []
    assert await knowledge.replace(1, []) == 0


def index_files(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*.bin") if path.is_file()]


async def test_no_file_keeps_the_vectors_of_what_was_replaced_or_forgotten(tmp_path: Path) -> None:
    folder = tmp_path / "chroma"
    knowledge = Knowledge(WordVectors(), folder)
    # with fewer, Chroma writes no files beside its database
    many = [Passage(text=f"cache number {n}", source="resume") for n in range(1_100)]
    for user_id in (1, 2):
        await knowledge.replace(user_id, many)
    of_two = index_files(folder)
    assert of_two
    await knowledge.replace(1, many)
    assert len(index_files(folder)) == len(of_two)
    await knowledge.forget(1)
    assert len(index_files(folder)) == len(of_two) / 2
    assert len(await knowledge.search(2, "cache number 7")) == 5
    await knowledge.forget(2)
    assert index_files(folder) == []
    await knowledge.close()


def holds_any(folder: Path, vectors: Sequence[Sequence[float]], texts: Sequence[str]) -> bool:
    """Return whether an index file holds one of these vectors, as floats of 4 bytes, or texts."""
    sought = [np.array(vector, dtype="<f4").tobytes() for vector in vectors]
    sought += [text.encode() for text in texts]
    return any(each in path.read_bytes() for path in index_files(folder) for each in sought)


async def test_what_is_deleted_is_in_no_index_file_not_even_in_one_made_afterwards(
    tmp_path: Path,
) -> None:
    folder = tmp_path / "chroma"
    knowledge = Knowledge(EmbeddedAtRandom(), folder)
    texts = [f"the secret number {n}" for n in range(1_100)]
    vectors = await EmbeddedAtRandom().embed(texts)
    await knowledge.replace(1, [Passage(text=text, source="resume") for text in texts])
    assert holds_any(folder, vectors, ())
    await knowledge.replace(1, [Passage(text="only this", source="bio")])
    # an index gets its files when it is first asked
    assert len(await knowledge.search(1, "only this")) == 1
    await knowledge.replace(2, [Passage(text="somebody else", source="bio")])
    assert len(await knowledge.search(2, "somebody else")) == 1
    await knowledge.close()
    assert index_files(folder)
    assert not holds_any(folder, vectors, texts)


A_FEW = 10
"""Files that may come and go: the connections of Chroma's own pool. An index has four."""


def open_files() -> int:
    return len(os.listdir("/dev/fd"))


async def test_fifty_replacements_leave_no_more_files_open_than_the_first_few(
    knowledge: Knowledge, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(chroma_store, "OPEN_INDEXES", 8)
    opened = []
    for n in range(60):
        user_id = n % 3
        await knowledge.replace(user_id, [Passage(text=f"built cache {n}", source="resume")])
        (found,) = await knowledge.search(user_id, "built cache")
        assert found.text == f"built cache {n}"
        opened.append(open_files())
    assert max(opened[10:]) < max(opened[:10]) + A_FEW


async def test_many_users_who_are_asked_for_leave_few_files_open(
    knowledge: Knowledge, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(chroma_store, "OPEN_INDEXES", 8)
    opened = []
    for user_id in range(30):
        await knowledge.replace(user_id, [Passage(text="built a cache", source="resume")])
    for user_id in range(30):
        assert len(await knowledge.search(user_id, "cache")) == 1
        opened.append(open_files())
    assert max(opened[10:]) < max(opened[:10]) + A_FEW


async def test_a_server_gets_no_index_more_with_each_replacement(
    chroma_server: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(chroma_store, "DEAD_AT_LEAST", 20)
    knowledge = Knowledge(WordVectors(), tmp_path, chroma_server)
    for n in range(30):
        passages = [Passage(text=f"built cache {n} {m}", source="resume") for m in range(2)]
        assert await knowledge.replace(1, passages) == 2
        found = await knowledge.search(1, "built cache", 5)
        assert sorted(each.text for each in found) == [each.text for each in passages]
    indexes = [each for each in (tmp_path / "server").iterdir() if each.is_dir()]
    # one is living, and two have had enough dead ones
    assert len(indexes) == 3
    assert await knowledge.replace(1, []) == 0
    assert await knowledge.search(1, "built") == []
    await knowledge.forget(1)
    await knowledge.close()


async def test_a_run_that_dies_in_the_middle_takes_nothing_away_and_is_in_nobodys_way(
    knowledge: Knowledge, monkeypatch: pytest.MonkeyPatch
) -> None:
    await knowledge.replace(1, [Passage(text="the old", source="bio")])
    delete = chroma_store._delete

    def dies(client: ClientAPI, name: str) -> bool:
        if name == collection_name(1):
            raise DiedError
        return delete(client, name)

    with monkeypatch.context() as patch:
        patch.setattr(chroma_store, "_delete", dies)
        with pytest.raises(DiedError):
            await knowledge.replace(1, [Passage(text="the new", source="bio")])
    assert [each.text for each in await knowledge.search(1, "the")] == ["the old"]
    await knowledge.replace(1, [Passage(text="the newest", source="bio")])
    assert [each.text for each in await knowledge.search(1, "the")] == ["the newest"]


async def test_it_is_still_there_for_the_next_process(tmp_path: Path) -> None:
    first = Knowledge(WordVectors(), tmp_path / "chroma")
    await first.replace(1, [Passage(text="a b", source="bio")])
    await first.close()
    second = Knowledge(WordVectors(), tmp_path / "chroma")
    assert [each.text for each in await second.search(1, "a b")] == ["a b"]
    await second.close()


def test_weights_that_are_not_the_published_ones_are_refused(tmp_path: Path) -> None:
    forged = tmp_path / "model.safetensors"
    forged.write_bytes(b"forged")
    with pytest.raises(ModelFileError, match="not the published file"):
        check_weights(forged)


def test_the_packaged_model_is_the_published_one() -> None:
    folder = model_folder(DEFAULT_MODEL)
    assert folder is not None
    assert (folder / "config.json").is_file()


def test_a_path_is_taken_as_it_is_and_another_name_is_left_to_the_hub(tmp_path: Path) -> None:
    assert model_folder(str(tmp_path)) == tmp_path
    assert model_folder("somebody/another-model") is None
