"""What a recogniser wrote that nobody said, told by the voice, and by its own doubts.

Never by the wording alone: somebody may well say "Thank you." The thresholds for its doubts are
those of Whisper's own decoder (Radford et al., 2022).
"""

import zlib
from dataclasses import replace

from agent.speech.transcript import Transcript

COMPRESSION_LIMIT = 2.4
"""A text that packs better than this says one thing over and over."""
NO_SPEECH_PROBABILITY = 0.6
LOW_LOG_PROBABILITY = -1.0
"""What is no speech for a recogniser that is sure of it: both must be passed."""
HARDLY_VOICED_SECONDS = 0.4
"""In so little voice there is a word or two at most; here one doubt is enough."""
DOUBTED_NO_SPEECH = 0.3
DOUBTED_LOG_PROBABILITY = -0.7
BRIEFLY_VOICED_SECONDS = 1.0
"""Only in less voice than this a text is held against the time it takes to say."""
WORDS_PER_VOICED_SECOND = 8.0
"""Nobody speaks faster; hurried talk has six."""
WORDS_AT_LEAST = 2
"""So many words fit whatever voice was noticed: its edges are cut off."""


def is_silence(no_speech_probability: float, mean_log_probability: float) -> bool:
    """Return whether the recogniser itself takes a segment for no speech."""
    return (
        no_speech_probability > NO_SPEECH_PROBABILITY and mean_log_probability < LOW_LOG_PROBABILITY
    )


def is_loop(text: str, compression_ratio: float | None) -> bool:
    """Return whether a text says one thing over and over; without a ratio it is computed."""
    data = text.encode()
    ratio = compression_ratio or len(data) / max(1, len(zlib.compress(data)))
    return ratio > COMPRESSION_LIMIT


def heard_in(transcript: Transcript, voiced_seconds: float) -> Transcript:
    """Return a transcript without what cannot have been said in so much voice.

    What was dropped stands in its `inventions`.
    """
    count = len(transcript.text.split())
    if not count:
        return transcript
    fit = WORDS_AT_LEAST + WORDS_PER_VOICED_SECOND * voiced_seconds
    if voiced_seconds < BRIEFLY_VOICED_SECONDS and count > fit:
        return _dropped(transcript, f"more than {voiced_seconds:.1f} s of voice can hold")
    doubted = (
        transcript.no_speech_probability > DOUBTED_NO_SPEECH
        or transcript.mean_log_probability < DOUBTED_LOG_PROBABILITY
    )
    if voiced_seconds < HARDLY_VOICED_SECONDS and doubted:
        return _dropped(transcript, f"doubted, in {voiced_seconds:.1f} s of voice")
    return transcript


def _dropped(transcript: Transcript, why: str) -> Transcript:
    invention = f'"{transcript.text[:60]}" was not said: {why}'
    return replace(transcript, text="", words=(), inventions=(*transcript.inventions, invention))
