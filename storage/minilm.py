"""The default embedding model in numpy: BERT's encoder as all-MiniLM-L6-v2 has it.

Devlin et al. 2019, with the mean of a text's tokens as its vector (Reimers and Gurevych 2019). The
libraries that usually compute it keep 780 MB of a process before they have read any weight.
"""

import json
import mmap
import struct
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from threadpoolctl import ThreadpoolController
from tokenizers import Tokenizer

Floats = NDArray[np.float32]

NOT_A_TOKEN = -1e9


class MiniLM:
    """Reads a model's folder; its weights stay in the file, which processes share."""

    def __init__(self, folder: Path) -> None:
        config = _json(folder / "config.json")
        self._heads = int(config["num_attention_heads"])
        self._layers = int(config["num_hidden_layers"])
        self._epsilon = float(config["layer_norm_eps"])
        self._weights = _mapped(folder / "model.safetensors")
        self._tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        longest = int(_json(folder / "sentence_bert_config.json")["max_seq_length"])
        self._tokenizer.enable_truncation(longest)
        self._tokenizer.enable_padding(pad_id=int(config["pad_token_id"]))
        self._threads = ThreadpoolController()

    def vectors(self, texts: Sequence[str]) -> list[list[float]]:
        """Return a vector of unit length for each text; computes on one core."""
        encoded = self._tokenizer.encode_batch(list(texts))
        ids = np.array([each.ids for each in encoded])
        there = np.array([each.attention_mask for each in encoded], dtype=np.float32)
        # a question is too small to share: a second core hardly helps, and other requests need it
        with self._threads.limit(limits=1, user_api="blas"):
            states = self._encoded(ids, there)
        summed = np.einsum("bth,bt->bh", states, there)
        unit: list[list[float]] = (summed / np.linalg.norm(summed, axis=1, keepdims=True)).tolist()
        return unit

    def _encoded(self, ids: NDArray[np.int64], there: Floats) -> Floats:
        states = self._weights["embeddings.word_embeddings.weight"][ids]
        states = states + self._weights["embeddings.position_embeddings.weight"][: ids.shape[1]]
        states += self._weights["embeddings.token_type_embeddings.weight"][0]
        states = self._normal("embeddings.LayerNorm", states)
        unseen = ((1 - there) * NOT_A_TOKEN)[:, None, None, :].astype(np.float32)
        for number in range(self._layers):
            layer = f"encoder.layer.{number}"
            heard = self._attention(f"{layer}.attention", states, unseen)
            states = self._normal(f"{layer}.attention.output.LayerNorm", states + heard)
            wide = _gelu(self._dense(f"{layer}.intermediate.dense", states))
            wide = self._dense(f"{layer}.output.dense", wide)
            states = self._normal(f"{layer}.output.LayerNorm", states + wide)
        return states

    def _attention(self, name: str, states: Floats, unseen: Floats) -> Floats:
        batch, length, width = states.shape
        parts = [
            self._dense(f"{name}.self.{part}", states)
            .reshape(batch, length, self._heads, width // self._heads)
            .transpose(0, 2, 1, 3)
            for part in ("query", "key", "value")
        ]
        query, key, value = parts
        scores = query @ key.transpose(0, 1, 3, 2)
        scores *= np.float32((width // self._heads) ** -0.5)
        scores += unseen
        scores -= scores.max(axis=-1, keepdims=True)
        np.exp(scores, out=scores)
        scores /= scores.sum(axis=-1, keepdims=True)
        mixed = (
            (scores @ value)
            .astype(np.float32, copy=False)
            .transpose(0, 2, 1, 3)
            .reshape(batch, length, width)
        )
        return self._dense(f"{name}.output.dense", mixed)

    def _dense(self, name: str, states: Floats) -> Floats:
        made: Floats = states @ self._weights[f"{name}.weight"].T
        made += self._weights[f"{name}.bias"]
        return made

    def _normal(self, name: str, states: Floats) -> Floats:
        centred = states - states.mean(axis=-1, keepdims=True)
        spread = np.square(centred).mean(axis=-1, keepdims=True)
        made: Floats = centred / np.sqrt(spread + np.float32(self._epsilon))
        return made * self._weights[f"{name}.weight"] + self._weights[f"{name}.bias"]


def _gelu(values: Floats) -> Floats:
    """Return x times the normal distribution's share below x.

    By Abramowitz and Stegun 7.1.26, which is off by 1.5e-7 at most.
    """
    size = np.abs(values) * np.float32(0.5**0.5)
    step = 1 / (1 + np.float32(0.3275911) * size)
    series = np.zeros_like(step)
    for factor in (1.061405429, -1.453152027, 1.421413741, -0.284496736, 0.254829592):
        series += np.float32(factor)
        series *= step
    series *= np.exp(-size * size)
    error = np.copysign(1 - series, values)
    made: Floats = values * (1 + error) * np.float32(0.5)
    return made


def _json(path: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return found


def _mapped(path: Path) -> dict[str, Floats]:
    """Return the tensors of a safetensors file, where they are: a JSON header, then the numbers."""
    with path.open("rb") as opened:
        whole = memoryview(mmap.mmap(opened.fileno(), 0, access=mmap.ACCESS_READ))
    (length,) = struct.unpack("<Q", whole[:8])
    header = json.loads(bytes(whole[8 : 8 + length]))
    tensors = {}
    for name, about in header.items():
        if name != "__metadata__" and about["dtype"] == "F32":
            first, last = (8 + length + offset for offset in about["data_offsets"])
            numbers = np.frombuffer(whole[first:last], dtype="<f4")
            tensors[name] = numbers.reshape(about["shape"])
    return tensors
