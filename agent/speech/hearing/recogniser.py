"""Speech to text over Groq's transcription endpoint: one request, retried, hedged, bounded.

The same class talks to Groq and to the local `speech` process, so there is one path to tune.
"""

import asyncio
import logging
import math
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any, Protocol

import numpy as np
import openai

from agent.speech.hearing.inventions import is_loop, is_silence
from agent.speech.hearing.tuned import HEARING
from agent.speech.transcript import HeardWord, Transcript
from agent.speech.turn_audio import as_wav, root_mean_square
from core.errors import ProviderUnavailableError

logger = logging.getLogger(__name__)


OnFault = Callable[[str], None]
"""Is told, in a few words, each time a provider fails."""


class Recogniser(Protocol):
    """Turns a piece of 16 kHz mono audio into text."""

    async def recognise(self, samples: np.ndarray, on_fault: OnFault) -> Transcript:
        """Return what was said, times from the piece's start; tell `on_fault` what went wrong.

        Raises `ProviderUnavailableError` when it could not be found out.
        """
        ...


@dataclass(frozen=True, slots=True)
class RecogniserOptions:
    """How to ask one server. `hedge_seconds` null means never to ask twice at once."""

    name: str
    model: str
    prompt: str = ""
    language: str = "en"
    timeout_seconds: float = 5.0
    max_retries: int = 2
    hedge_seconds: float | None = None


class WhisperRecogniser:
    """A Whisper behind an OpenAI-compatible transcription endpoint."""

    def __init__(self, client: openai.AsyncClient, options: RecogniserOptions) -> None:
        self._client = client
        self._options = options

    async def recognise(self, samples: np.ndarray, on_fault: OnFault) -> Transcript:
        """Return what was said in the samples; an empty text for silence.

        Waits at most `timeout_seconds` per attempt and tries `max_retries` times more.
        """
        if root_mean_square(samples) < HEARING.silence_level:
            return Transcript(text="", provider=self._options.name)
        wav = as_wav(samples)
        faults: list[str] = []
        started = time.perf_counter()
        for attempt in range(self._options.max_retries + 1):
            try:
                async with asyncio.timeout(self._options.timeout_seconds):
                    answer = await self._hedged(wav, on_fault)
                transcript = parse(answer)
            except (TimeoutError, openai.APIError, ValueError) as error:
                faults.append(f"{self._options.name}: {fault_name(error)}")
                on_fault(faults[-1])
                logger.warning(
                    "recognition.failed",
                    extra={"provider": self._options.name, "attempt": attempt + 1},
                )
                await asyncio.sleep(min(0.1 * 2**attempt, 1.0))
                continue
            return replace(
                transcript,
                provider=self._options.name,
                seconds_taken=time.perf_counter() - started,
            )
        raise ProviderUnavailableError("; ".join(faults))

    async def _hedged(self, wav: bytes, on_fault: OnFault) -> Any:
        """Ask once, and once more if the answer is late; the first answer counts.

        A provider's slowest answers are slow by chance, not by content, so a second request sent
        after most answers have come shortens the tail for a few requests more (Dean and Barroso,
        The Tail at Scale, 2013).
        """
        first = asyncio.create_task(self._ask(wav))
        tasks = {first}
        try:
            done, _ = await asyncio.wait(tasks, timeout=self._options.hedge_seconds)
            if not done:
                tasks.add(asyncio.create_task(self._ask(wav)))
            while True:
                done, pending = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
                failed = [task for task in done if task.exception() is not None]
                good = [task for task in done if task.exception() is None]
                # The failure that is raised is told by who catches it.
                ending = good[:1] or ([] if pending else [failed.pop()])
                for task in failed:
                    on_fault(f"{self._options.name}: {fault_name(task.exception())}")
                if ending:
                    return ending[0].result()
                tasks = pending
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)

    async def _ask(self, wav: bytes) -> Any:
        return await self._client.audio.transcriptions.create(
            file=("turn.wav", wav, "audio/wav"),
            model=self._options.model,
            language=self._options.language,
            prompt=self._options.prompt,
            response_format="verbose_json",
            timestamp_granularities=["word", "segment"],
            timeout=self._options.timeout_seconds,
        )


class FallbackRecogniser:
    """Asks one recogniser after the other; each gets the same audio."""

    def __init__(self, recognisers: tuple[Recogniser, ...]) -> None:
        if not recognisers:
            raise ValueError("at least one recogniser is needed")
        self._recognisers = recognisers

    async def recognise(self, samples: np.ndarray, on_fault: OnFault) -> Transcript:
        """Return the first answer there is.

        Raises `ProviderUnavailableError` when none could answer.
        """
        faults: list[str] = []
        for recogniser in self._recognisers:
            try:
                return await recogniser.recognise(samples, on_fault)
            except ProviderUnavailableError as error:
                faults.append(str(error))
        raise ProviderUnavailableError("; ".join(faults))


def parse(answer: Any) -> Transcript:
    """Return a verbose transcription answer as a transcript, without what nobody said.

    Dropped are segments that the recogniser takes for no speech, and those that say one thing over
    and over. Where it gives no probability of a word, its segment's stands for it: the geometric
    mean over the segment's tokens.

    Raises `ValueError` when the answer is not a transcription.
    """
    text = getattr(answer, "text", None)
    if not isinstance(text, str):
        raise ValueError("the answer holds no text")
    segments = getattr(answer, "segments", None) or []
    silent = [segment for segment in segments if _why_unsaid(segment)]
    kept = [segment for segment in segments if not _why_unsaid(segment)]
    words = tuple(
        HeardWord(
            str(word.word).strip(),
            float(word.start),
            max(float(word.end), float(word.start)),
            _confidence(word, kept),
        )
        for word in getattr(answer, "words", None) or []
        if _says_something(word.word) and not any(_within(word, segment) for segment in silent)
    )
    if silent:
        text = " ".join(str(segment.text).strip() for segment in kept)
    return Transcript(
        text=" ".join(filter(_says_something, text.split())),
        words=words,
        no_speech_probability=max((s.no_speech_prob or 0.0 for s in kept), default=0.0),
        mean_log_probability=min((s.avg_logprob or 0.0 for s in kept), default=0.0),
        inventions=tuple(
            f'"{str(segment.text).strip()[:60]}" was not said: {_why_unsaid(segment)}'
            for segment in silent
        ),
    )


def _says_something(token: str) -> bool:
    """Return whether a token is more than a full stop that Whisper set for a pause; dots that tell
    of an open sentence are."""
    return any(c.isalnum() for c in token) or token.strip() in ("...", "…")


def _why_unsaid(segment: Any) -> str:
    """Return why a segment was not said, empty where it was."""
    if is_silence(segment.no_speech_prob or 0.0, segment.avg_logprob or 0.0):
        return "no speech"
    if is_loop(str(segment.text), getattr(segment, "compression_ratio", None)):
        return "one thing over and over"
    return ""


def _within(word: Any, segment: Any) -> bool:
    return bool(segment.start <= (word.start + word.end) / 2 <= segment.end)


def _confidence(word: Any, segments: Sequence[Any]) -> float | None:
    """Return how sure the recogniser was of a word, 0-1; null where nothing tells."""
    own = getattr(word, "probability", None)
    if own is not None:
        return float(own)
    around = next((segment for segment in segments if _within(word, segment)), None)
    return None if around is None else math.exp(min(0.0, around.avg_logprob or 0.0))


def fault_name(error: BaseException | None) -> str:
    """Return a short name of what a provider did wrong, without its own words."""
    if isinstance(error, openai.APIStatusError):
        return f"status {error.status_code}"
    if isinstance(error, TimeoutError | openai.APITimeoutError):
        return "timeout"
    if isinstance(error, openai.APIConnectionError):
        return "no connection"
    return "unreadable answer"
