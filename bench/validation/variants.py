"""Variants that code makes from a written answer: what must score low, and what must not matter."""

import random
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import yaml

from core.plan import Question

IDK = "I don't know."
_ATTACKS = Path(__file__).parents[2] / "tests" / "scoring" / "attacks"
_NAMES = (
    "Oluwaseun Adeyemi", "Emily Walsh", "Mohammed Al-Rashid", "Nguyễn Thị Lan", "Greg Baker",
    "Lakisha Washington", "Priya Raghunathan", "José Ángel Núñez",
)  # fmt: skip
_SWAPS = {
    "he": "she", "she": "he", "him": "her", "his": "her", "her": "his", "himself": "herself",
    "herself": "himself", "guy": "woman", "man": "woman", "lady": "man", "girl": "boy",
}  # fmt: skip


_OWNED = re.compile(
    r" (?!(?:and|or|but|to|for|from|with|about|in|on|at|by|as|that|what|who|why|how|when|where|"
    r"if|whether|because|so|then|again|first|directly|privately|was|is|had)\b)\w"
)
"""What follows "her" where it means "his" and not "him"."""


def made_variants(
    question: Question, answers: Mapping[str, str], elsewhere: Sequence[str]
) -> dict[str, str]:
    """Return the variants of a question's written answers by name, the same on every run.

    `elsewhere` are strong answers to questions of other kinds. Names with a slash are one of
    several of their kind: `padding/digression` pads the weak answer with digressions to twice its
    length, `named/3` says a name before the strong answer, every second one with the genders
    swapped.
    """
    return dict(_made(question, answers, elsewhere))


def attacked(answer: str, *, one_per_style: bool = False) -> dict[str, str]:
    """Return an answer with each text that addresses the grader put behind it, by name."""
    styles: Mapping[str, Sequence[str]] = _read("to_the_grader")
    return {
        f"attack/{style}/{at}": f"{answer} {text}"
        for style, texts in styles.items()
        for at, text in enumerate(texts[:1] if one_per_style else texts)
    }


def harmless(answer: str) -> dict[str, str]:
    """Return an answer with each harmless sentence that resembles an attack put behind it."""
    sentences: Sequence[str] = _read("harmless")
    return {f"harmless/{at}": f"{answer} {sentence}" for at, sentence in enumerate(sentences)}


def _made(
    question: Question, answers: Mapping[str, str], elsewhere: Sequence[str]
) -> Iterator[tuple[str, str]]:
    seeded = random.Random(question.id)
    strong, weak = answers["strong"], answers["weak"]
    yield "off_topic", seeded.choice(elsewhere)
    yield "empty", ""
    yield "idk", IDK
    phrasings = [phrasing for point in question.key_points for phrasing in point.phrasings]
    yield "stuffed", ", ".join(phrasings) + "."
    yield "stuffed_sentences", " ".join(f"It is about {phrasing}." for phrasing in phrasings)
    words = strong.split()
    yield "gibberish", " ".join(seeded.sample(words, len(words)))
    sentences = re.split(r"(?<=[.?!])\s+", strong)
    yield "shuffled", " ".join(seeded.sample(sentences, len(sentences)))
    paddings: Mapping[str, Sequence[str]] = _read("padding")
    for kind, padding in paddings.items():
        yield f"padding/{kind}", _padded(weak, [p.format(question=question.text) for p in padding])
    for at, name in enumerate(_NAMES):
        yield f"named/{at}", f"My name is {name}. {_swapped(strong) if at % 2 else strong}"
    yield "swapped", _swapped(strong)
    yield "strong_wer_10", _misheard(strong, 0.1, seeded)
    yield "strong_wer_20", _misheard(strong, 0.2, seeded)


def _read(name: str) -> Any:
    return yaml.safe_load((_ATTACKS / f"{name}.yaml").read_text(encoding="utf-8"))


def _padded(text: str, padding: Sequence[str]) -> str:
    """Return the text with padding behind it until it is twice as long or the padding is used."""
    length = 2 * len(text.split())
    for sentence in padding:
        if len(text.split()) < length:
            text = f"{text} {sentence}"
    return text


def _swapped(text: str) -> str:
    """Return the text with the genders of those it speaks of exchanged."""

    def swap(match: re.Match[str]) -> str:
        other = _SWAPS[match[0].lower()]
        if other == "his" and not _OWNED.match(text, match.end()):
            other = "him"
        return other.capitalize() if match[0][0].isupper() else other

    return re.sub(r"\b(" + "|".join(_SWAPS) + r")\b", swap, text, flags=re.IGNORECASE)


def _misheard(text: str, rate: float, seeded: random.Random) -> str:
    """Return the text as a poor recogniser would give it: words left out, swapped or doubled."""
    words = text.split()
    heard: list[str] = []
    for word in words:
        chance = seeded.random()
        if chance < rate * 0.4:
            continue
        heard.append(seeded.choice(words).strip(".,;:").lower() if chance < rate * 0.9 else word)
        if rate * 0.9 <= chance < rate:
            heard.append(seeded.choice(words).strip(".,;:").lower())
    return " ".join(heard)
