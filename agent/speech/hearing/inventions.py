"""What a recogniser wrote that nobody said, told by the voice, and by its own doubts.

Never by the wording alone: somebody may well say "Thank you." The thresholds for its doubts are
those of Whisper's own decoder (Radford et al., 2022).
"""

import zlib
from dataclasses import replace

from agent.speech.hearing.tuned import HEARING
from agent.speech.transcript import Transcript


def is_silence(no_speech_probability: float, mean_log_probability: float) -> bool:
    """Return whether the recogniser itself takes a segment for no speech."""
    return (
        no_speech_probability > HEARING.no_speech_probability
        and mean_log_probability < HEARING.low_log_probability
    )


def is_loop(text: str, compression_ratio: float | None) -> bool:
    """Return whether a text says one thing over and over; without a ratio it is computed."""
    data = text.encode()
    ratio = compression_ratio or len(data) / max(1, len(zlib.compress(data)))
    return ratio > HEARING.compression_limit


def heard_in(transcript: Transcript, voiced_seconds: float) -> Transcript:
    """Return a transcript without what cannot have been said in so much voice.

    What was dropped stands in its `inventions`.
    """
    count = len(transcript.text.split())
    if not count:
        return transcript
    fit = HEARING.words_at_least + HEARING.words_per_voiced_second * voiced_seconds
    if voiced_seconds < HEARING.briefly_voiced_seconds and count > fit:
        return _dropped(transcript, f"more than {voiced_seconds:.1f} s of voice can hold")
    doubted = (
        transcript.no_speech_probability > HEARING.doubted_no_speech
        or transcript.mean_log_probability < HEARING.doubted_log_probability
    )
    if voiced_seconds < HEARING.hardly_voiced_seconds and doubted:
        return _dropped(transcript, f"doubted, in {voiced_seconds:.1f} s of voice")
    return transcript


def _dropped(transcript: Transcript, why: str) -> Transcript:
    invention = f'"{transcript.text[:60]}" was not said: {why}'
    return replace(transcript, text="", words=(), inventions=(*transcript.inventions, invention))
