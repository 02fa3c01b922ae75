"""Listening: Whisper through faster-whisper, tuned for short answers on few cores."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from faster_whisper import WhisperModel  # type: ignore[import-untyped]
from numpy.typing import NDArray

from core.errors import ModelFileError
from local.audio_input import SAMPLE_RATE, Samples
from local.model_files import WHISPER_TINY_EN, find, own_file

SHORTEST_SECONDS = 0.1
"""Less than this holds no word, and Whisper invents one for it."""

SHORTEST_WINDOW = 1500
WINDOW_MARGIN = 200
"""Frames (hundredths of a second) the encoder sees at least, and sees after the audio's end.

Whisper was trained on windows of 30 s filled up with silence, and the encoder's time grows with the
window. Half of it halves the time of a short clip and makes no more errors; with much less the
model begins to repeat itself.
"""

_MOST_TOKENS = 220
_TOKENS_AT_LEAST, _TOKENS_A_SECOND = 30, 8


@dataclass(frozen=True, slots=True)
class RecognitionRequest:
    """What a caller may ask for. No language means English.

    With `temperature` 0 the model tries once more, less strictly, when it is lost.
    """

    language: str | None = None
    prompt: str | None = None
    temperature: float = 0.0
    words: bool = False


@dataclass(frozen=True, slots=True)
class RecognisedWord:
    """A word with its punctuation; times are seconds from the first sample."""

    text: str
    start_seconds: float
    end_seconds: float
    probability: float


@dataclass(frozen=True, slots=True)
class RecognisedSegment:
    """A stretch of recognised speech, with what the model thinks of its own work.

    `text` keeps the space before it; `seek` is the window's start in hundredths of a second.
    """

    seek: int
    start_seconds: float
    end_seconds: float
    text: str
    tokens: tuple[int, ...]
    temperature: float
    avg_logprob: float
    compression_ratio: float
    no_speech_prob: float
    words: tuple[RecognisedWord, ...]


class ShortWindowModel(WhisperModel):  # type: ignore[misc]
    """Whisper that does not encode half a minute of silence after a short clip."""

    def encode(self, features: NDArray[np.float32]) -> Any:
        """Encode log-mel features without most of the zeros they were filled up with."""
        filled = np.flatnonzero(features.any(axis=0))
        heard = int(filled[-1]) + 1 if len(filled) else 0
        window = max(SHORTEST_WINDOW, heard + WINDOW_MARGIN)
        return super().encode(features[:, : window + window % 2])


class Whisper:
    """A loaded Whisper model."""

    def __init__(self, model: ShortWindowModel, name: str) -> None:
        self._model = model
        self.name = name

    @classmethod
    def load(cls, folder: Path | None = None, threads: int = 2) -> "Whisper":
        """Return the model in `folder` (CTranslate2 files), or the built-in tiny.en.

        Raises `ModelFileError` if files are missing, changed or unreadable.
        """
        if folder is None:
            folder, name = find(WHISPER_TINY_EN).parent, "whisper-tiny.en"
        else:
            own_file(folder / "model.bin", "config.json", "tokenizer.json")
            name = folder.resolve().name
        try:
            model = ShortWindowModel(
                os.fspath(folder),
                device="cpu",
                compute_type="int8",
                cpu_threads=threads,
                local_files_only=True,
            )
        except (RuntimeError, ValueError) as error:
            raise ModelFileError(f"{folder} holds no Whisper model that can be read") from error
        return cls(model, name)

    def hears(self, language: str) -> bool:
        """Whether the model knows the language (a code such as `en`)."""
        return bool(language in self._model.supported_languages)

    def recognise(
        self, samples: Samples, request: RecognitionRequest
    ) -> Iterator[RecognisedSegment]:
        """Yield the segments of 16 kHz mono samples, window by window, in order.

        No time lies after the last sample. Audio too short for a word yields nothing.
        """
        if len(samples) < SHORTEST_SECONDS * SAMPLE_RATE:
            return
        duration = len(samples) / SAMPLE_RATE
        segments, _ = self._model.transcribe(
            samples,
            language=request.language or "en",
            initial_prompt=request.prompt,
            temperature=[request.temperature] if request.temperature else [0.0, 0.6],
            beam_size=1,
            best_of=1,
            condition_on_previous_text=False,
            max_new_tokens=min(_MOST_TOKENS, _TOKENS_AT_LEAST + round(duration * _TOKENS_A_SECOND)),
            word_timestamps=request.words,
        )
        for segment in segments:
            yield RecognisedSegment(
                seek=int(segment.seek),
                start_seconds=float(segment.start),
                end_seconds=min(float(segment.end), duration),
                text=str(segment.text),
                tokens=tuple(segment.tokens),
                temperature=float(segment.temperature),
                avg_logprob=float(segment.avg_logprob),
                compression_ratio=float(segment.compression_ratio),
                no_speech_prob=float(segment.no_speech_prob),
                words=tuple(
                    RecognisedWord(
                        text=str(word.word).strip(),
                        start_seconds=min(float(word.start), duration),
                        end_seconds=min(float(word.end), duration),
                        probability=float(word.probability),
                    )
                    for word in segment.words or ()
                ),
            )
