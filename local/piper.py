"""Speaking: Piper, clause by clause, with the time of every word."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from piper import PiperVoice, SynthesisConfig

from language.en.text.sentences import split_sentences
from local.model_files import PIPER_JOE_MEDIUM, find, own_file
from local.piper_model import open_voice
from local.spoken_words import Piece, TimedWord
from local.word_spans import SpokenAlone, WordSpan, match_words

CLAUSE_PHONEMES = 24
"""A sentence is cut at a comma once a clause has this many phonemes: about a second of speech."""

LOUDNESS = 1.4
"""One gain for all clauses keeps them equally loud; the voice's own peaks stay below it."""

JOE_PACE = 0.87
"""Of its own pace: en_US-joe-medium reads 210 words a minute, which is fast for a question that is
heard once; this makes it 180."""

_HUMMED = {"Mm-hm": "umhum", "Mm-hmm": "umhum", "Mhm": "umhum", "Hm": "hmm", "Mm": "um"}
"""eSpeak spells what has no vowel letter by letter; these are hummed."""
_WORD = re.compile(r"[\w-]+")

_GROUP_BREAK = " "
_CLAUSE_MARKS = ",;:"


class Piper:
    """A loaded Piper voice."""

    def __init__(self, voice: PiperVoice, name: str, pace: float = 1.0) -> None:
        self._voice = voice
        self._pace = pace
        self.name = name
        self.sample_rate = voice.config.sample_rate
        self.language = voice.config.espeak_voice.split("-")[0]

    @classmethod
    def load(cls, path: Path | None = None, threads: int = 2) -> "Piper":
        """Return the voice in the `.onnx` file, or the built-in en_US-joe-medium.

        Raises `ModelFileError` if files are missing, changed or unreadable.
        """
        if path is None:
            path = find(PIPER_JOE_MEDIUM)
            return cls(open_voice(path, threads), path.stem, JOE_PACE)
        own_file(path, f"{path.name}.json")
        return cls(open_voice(path, threads), path.stem)

    def speak(self, text: str, speed: float = 1.0) -> Iterator[Piece]:
        """Yield the text's clauses in order, each as soon as it is synthesised.

        `speed` above 1 is faster than usual. Text without anything to say yields nothing.
        """
        for sentence in split_sentences(text):
            clauses = [clause for spoken in self._phonemes(sentence) for clause in _clauses(spoken)]
            groups = [list(_groups(clause)) for clause in clauses]
            lengths = [
                _length(clause[a:b])
                for clause, cut in zip(clauses, groups, strict=True)
                for a, b in cut
            ]
            spans = match_words([self._alone(word) for word in sentence.split()], lengths)
            first = 0
            for clause, cut in zip(clauses, groups, strict=True):
                yield self._piece(clause, cut, spans, first, speed)
                first += len(cut)

    def _phonemes(self, text: str) -> list[list[str]]:
        hummed = _WORD.sub(lambda word: _HUMMED.get(word[0], word[0]), text)
        return self._voice.phonemize(hummed)

    def _alone(self, word: str) -> SpokenAlone:
        spoken = [clause for sentence in self._phonemes(word) for clause in sentence]
        return SpokenAlone(word, tuple(_length(spoken[a:b]) for a, b in _groups(spoken)))

    def _piece(
        self,
        clause: Sequence[str],
        groups: Sequence[tuple[int, int]],
        spans: Sequence[WordSpan],
        first: int,
        speed: float,
    ) -> Piece:
        ids = self._voice.phonemes_to_ids(list(clause))
        own_scale = self._voice.config.length_scale or 1.0
        how = SynthesisConfig(length_scale=own_scale / (self._pace * speed))
        result = self._voice.phoneme_ids_to_audio(ids, how, include_alignments=True)
        audio, durations = result if isinstance(result, tuple) else (result, None)
        samples = (np.clip(np.atleast_1d(audio) * LOUDNESS, -1.0, 1.0) * 32767).astype(np.int16)
        begins = self._phoneme_begins(clause, durations, len(samples))
        last = first + len(groups) - 1
        words = []
        for span in spans:
            if not (first <= span.first <= last) or span.last < span.first:
                continue
            a, b = groups[span.first - first], groups[min(span.last, last) - first]
            start = begins[a[0]] + span.from_share * (begins[a[1]] - begins[a[0]])
            end = begins[b[0]] + span.to_share * (begins[b[1]] - begins[b[0]])
            words.append(TimedWord(span.text, start / self.sample_rate, end / self.sample_rate))
        return Piece(samples, self.sample_rate, tuple(words))

    def _phoneme_begins(
        self, clause: Sequence[str], durations: NDArray[np.int64] | None, sample_count: int
    ) -> list[float]:
        """Return the sample at which each phoneme begins, and at last where they all end.

        From the network's own durations where it tells them; else as if all were equally long.
        """
        id_map = self._voice.config.phoneme_id_map
        ids_of = [len(id_map[phoneme]) + 1 if phoneme in id_map else 0 for phoneme in clause]
        # The sequence is: begin, pad, then each phoneme with a pad after it, then end.
        if durations is None or len(durations) != sum(ids_of) + 3:
            return [sample_count * n / max(1, len(clause)) for n in range(len(clause) + 1)]
        ends = np.cumsum(durations)
        at = np.concatenate(([1], 1 + np.cumsum(ids_of)))
        return [float(ends[n]) for n in at]


def _clauses(phonemes: Sequence[str]) -> Iterator[Sequence[str]]:
    """Cut a sentence after commas and the like, where both sides are long enough to stand alone."""
    start = 0
    for n in range(1, len(phonemes)):
        at_mark = phonemes[n] == _GROUP_BREAK and phonemes[n - 1] in _CLAUSE_MARKS
        if at_mark and n - start >= CLAUSE_PHONEMES and len(phonemes) - n > CLAUSE_PHONEMES:
            yield phonemes[start:n]
            start = n + 1
    if start < len(phonemes):
        yield phonemes[start:]


def _groups(phonemes: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Yield (first, end) of the stretches of phonemes between spaces and punctuation."""
    start = None
    for n, phoneme in enumerate(phonemes):
        sounds = phoneme != _GROUP_BREAK and not unicodedata.category(phoneme[0]).startswith("P")
        if sounds and start is None:
            start = n
        if not sounds and start is not None:
            yield start, n
            start = None
    if start is not None:
        yield start, len(phonemes)


def _length(phonemes: Sequence[str]) -> int:
    """Return the number of phonemes without stress marks and other modifiers."""
    return sum(unicodedata.category(p[0])[0] == "L" and p not in "ˈˌːʲ" for p in phonemes)
