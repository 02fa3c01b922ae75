"""Passages kept in a real Chroma, with vectors that tests can foresee."""

import hashlib
from collections.abc import AsyncIterator, Sequence
from pathlib import Path

import pytest

from core.errors import ModelFileError
from core.plan import Passage
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
