"""Which ears and which voice, by settings: hosted with a key, local without."""

from typing import Any, Final

import httpx2
import openai
from livekit.agents import tts
from livekit.plugins import cartesia, murf

from agent.speech.hearing.recogniser import (
    FallbackRecogniser,
    Recogniser,
    RecogniserOptions,
    WhisperRecogniser,
)
from core.settings import Settings
from llm.certificates import trusted_certificates

LOCAL_STT_MODEL = "whisper-tiny.en"
LOCAL_VOICE = "en_US-joe-medium"
HEDGE_SECONDS: Final = 0.35
LOCAL_TIMEOUT_SECONDS: Final = 30.0


def build_recogniser(settings: Settings, prompt: str) -> Recogniser:
    """Return the recogniser: Groq with a key, and the local Whisper after it or alone."""
    local = _whisper(
        base_url=f"{settings.speech_url}/openai/v1",
        key="local",
        options=RecogniserOptions(
            name="local",
            model=LOCAL_STT_MODEL,
            prompt=prompt,
            # Nothing can be lost on the way to this machine, so waiting is all there is to do.
            timeout_seconds=LOCAL_TIMEOUT_SECONDS,
            max_retries=1,
        ),
    )
    if settings.groq_api_key is None:
        return local
    hosted = _whisper(
        base_url=f"{settings.groq_base_url}/openai/v1",
        key=settings.groq_api_key.get_secret_value(),
        options=RecogniserOptions(
            name="groq",
            model=settings.groq_stt_model,
            prompt=prompt,
            timeout_seconds=settings.transcription_timeout_seconds,
            hedge_seconds=HEDGE_SECONDS,
        ),
    )
    return FallbackRecogniser((hosted, local))


def _whisper(*, base_url: str, key: str, options: RecogniserOptions) -> WhisperRecogniser:
    client = openai.AsyncClient(
        api_key=key,
        base_url=base_url,
        http_client=openai.DefaultAsyncHttpxClient(verify=trusted_certificates()),
        max_retries=0,
        timeout=httpx2.Timeout(options.timeout_seconds, connect=2.0),
    )
    return WhisperRecogniser(client, options)


def build_voice(settings: Settings) -> tts.TTS[Any]:
    """Return the voice: Cartesia, then Murf, then the local Piper, as far as configured."""
    voices: list[tts.TTS[Any]] = []
    if settings.cartesia_api_key is not None:
        voices.append(
            cartesia.TTS(
                api_key=settings.cartesia_api_key.get_secret_value(),
                base_url=settings.cartesia_base_url,
                model=settings.cartesia_model,
                voice=settings.cartesia_voice,
                word_timestamps=True,
            )
        )
    if settings.murf_api_key is not None:
        voices.append(
            murf.TTS(
                api_key=settings.murf_api_key.get_secret_value(), base_url=settings.murf_base_url
            )
        )
    voices.append(
        cartesia.TTS(
            api_key="local",
            base_url=settings.speech_url,
            model="piper",
            voice=LOCAL_VOICE,
            word_timestamps=True,
        )
    )
    if len(voices) == 1:
        return voices[0]
    return tts.FallbackAdapter(voices, max_retry_per_tts=1)
