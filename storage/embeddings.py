"""Sentences as vectors: one model per process, loaded when first needed, on a thread of its own."""

import asyncio
import threading
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Protocol

from core.errors import ModelFileError, UnavailableError
from storage.embedding_model import DEFAULT_MODEL, model_folder

Vector = list[float]
BATCH = 8
"""Texts embedded without a break; a question that comes meanwhile waits for no more of them."""


class EmbeddingsUnavailableError(UnavailableError):
    """The embedding model cannot be loaded."""

    code = "EMBEDDINGS_UNAVAILABLE"


class Embedder(Protocol):
    """Turns texts into vectors of unit length, so that a dot product is a similarity."""

    async def embed(self, texts: Sequence[str]) -> list[Vector]:
        """Return one vector per text; raises `EmbeddingsUnavailableError`."""
        ...


class EmbeddingModel(Protocol):
    """A model in memory."""

    def vectors(self, texts: Sequence[str]) -> list[Vector]:
        """Return a vector of unit length for each text."""
        ...


class SentenceEmbedder:
    """Embeds with the model of this name; what computes it is imported at the first call.

    That is numpy for the default model, where its package is installed, and sentence-transformers
    for every other: the vectors are the same to six digits.

    Batches of all callers run one after another on one thread: the event loop stays free, the model
    is loaded once, and a question comes between the parts of somebody's long resume.
    """

    def __init__(self, model: str) -> None:
        self._model_name = model
        self._model: EmbeddingModel | None = None
        self._loading = threading.Lock()
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="embeddings")

    @property
    def loaded(self) -> bool:
        """Whether the model is in memory."""
        return self._model is not None

    async def embed(self, texts: Sequence[str]) -> list[Vector]:
        """Return one vector per text; raises `EmbeddingsUnavailableError`."""
        loop = asyncio.get_running_loop()
        vectors: list[Vector] = []
        for start in range(0, len(texts), BATCH):
            batch = list(texts[start : start + BATCH])
            vectors += await loop.run_in_executor(self._thread, self._embed, batch)
        return vectors

    def close(self) -> None:
        """End the thread once it is idle."""
        self._thread.shutdown(wait=False, cancel_futures=True)

    def _embed(self, texts: list[str]) -> list[Vector]:
        return self._loaded_model().vectors(texts)

    def _loaded_model(self) -> EmbeddingModel:
        with self._loading:
            if self._model is None:
                self._model = _load(self._model_name)
            return self._model


class WithSentenceTransformers:
    """Any model that sentence-transformers knows, from a folder or by its name at a hub."""

    def __init__(self, name: str, folder: Path | None) -> None:
        import torch
        from sentence_transformers import SentenceTransformer
        from transformers.utils.logging import disable_progress_bar

        # a question is too small to share: a second thread hardly helps, and other requests need it
        torch.set_num_threads(1)
        disable_progress_bar()  # type: ignore[no-untyped-call]
        self._model = SentenceTransformer(
            str(folder or name),
            device="cpu",
            local_files_only=folder is not None,
            model_kwargs={"dtype": torch.bfloat16 if _computes_in_bfloat16() else torch.float32},
        )

    def vectors(self, texts: Sequence[str]) -> list[Vector]:
        """Return a vector of unit length for each text."""
        from torch.nn.functional import normalize

        vectors = self._model.encode(
            list(texts), batch_size=BATCH, convert_to_tensor=True, show_progress_bar=False
        )
        # in single precision: the model's own may leave a length of 1.003
        unit: list[Vector] = normalize(vectors.float(), dim=1).tolist()
        return unit


def _load(name: str) -> EmbeddingModel:
    try:
        folder = model_folder(name)
        if name == DEFAULT_MODEL and folder is not None:
            from storage.minilm import MiniLM

            return MiniLM(folder)
        return WithSentenceTransformers(name, folder)
    except (ModelFileError, ImportError, OSError, ValueError) as error:
        raise EmbeddingsUnavailableError(
            f"The embedding model {name} cannot be loaded ({type(error).__name__})."
        ) from error


def _computes_in_bfloat16() -> bool:
    """Return whether the processor itself does; to emulate it takes longer than full precision.

    It takes half the time or less, and moves a similarity by .006 at most (`docs/benchmarks.md`):
    vectors of either precision can stand beside each other.
    """
    import torch

    able = torch.cpu.get_capabilities()
    return bool(able.get("avx512_bf16") or able.get("amx_bf16"))
