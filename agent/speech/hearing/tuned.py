"""The tuned numbers of this room: each with its range and its unit."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class HearingNumbers:
    """How a turn is cut for the recogniser, and what nobody can have said. Tuned with
    `bench/voice`; the thresholds of doubt are those of Whisper's own decoder (Radford et al.,
    2022)."""

    shortest_piece_seconds: float = 4.0
    """Pieces shorter than this are recognised again together with what follows, for context (2 to 8
    s)."""
    between_words_seconds: float = 0.2
    """A shorter silence may be inside a word, and of the rest of a word a recogniser makes "Thank
    you." (.15 to .3 s)."""
    longest_piece_seconds: float = 15.0
    """Speech without a pause is cut at its quietest tenth of a second after this long (8 to 28
    s)."""
    lead_seconds: float = 0.3
    """Audio kept before voice activity begins, so that no first consonant is lost (.1 to .5 s)."""
    silence_level: float = 0.0015
    """Below this level a piece of audio is silence, whatever a recogniser invents for it (.0005 to
    .004 RMS)."""
    compression_limit: float = 2.4
    """A text that packs better than this says one thing over and over (2 to 3 times)."""
    no_speech_probability: float = 0.6
    """From this on, and with `low_log_probability`, a recogniser is sure that it heard no speech
    (.5 to .8 probability)."""
    low_log_probability: float = -1.0
    """What is no speech for a recogniser that is sure of it: both must be passed (-1.5 to -.7
    log-probability)."""
    hardly_voiced_seconds: float = 0.4
    """In so little voice there is a word or two at most; here one doubt is enough (.2 to .6 s)."""
    doubted_no_speech: float = 0.3
    """From this on a recogniser doubts that it heard speech (.2 to .5 probability)."""
    doubted_log_probability: float = -0.7
    """Below this it doubts what it heard (-1 to -.5 log-probability)."""
    briefly_voiced_seconds: float = 1.0
    """Only in less voice than this a text is held against the time it takes to say (.5 to 2 s)."""
    words_per_voiced_second: float = 8.0
    """Nobody speaks faster; hurried talk has six (6 to 10 words/s)."""
    words_at_least: int = 2
    """So many words fit whatever voice was noticed: its edges are cut off (1 to 4 words)."""


HEARING = HearingNumbers()
