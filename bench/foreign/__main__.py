"""How often another language is told from English: `python -m bench foreign`.

Where `lingua-language-detector` is installed, it is measured beside, with four and with ten
languages, by the first language it is nine tenths sure of in five words or more.
"""

import importlib
import importlib.util
import resource
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import yaml

from language.en.requests.foreign import load_languages

CASES = Path(__file__).with_name("cases.yaml")
LEAST_WORDS = 5
SURE = 0.9
TURN_SENTENCES = 3
FOUR = ("ENGLISH", "GERMAN", "FRENCH", "SPANISH")
TEN = (*FOUR, "ITALIAN", "PORTUGUESE", "DUTCH", "POLISH", "TURKISH", "SWEDISH")

Detector = Callable[[str], bool]


def main() -> int:
    """Print a row per half and detector."""
    halves = yaml.safe_load(CASES.read_text(encoding="utf-8"))
    sys.stdout.write(
        "| half | detector | sentences | turns | English taken for foreign | a call |\n"
        "|---|---|---:|---:|---:|---:|\n"
    )
    _rows(halves, "small words, what is said", load_languages().foreign)
    _rows(halves, "small words, what is scored", load_languages().is_another)
    if importlib.util.find_spec("lingua"):
        for names in (FOUR, TEN):
            _rows(halves, f"lingua, {len(names)} languages", _lingua(names))
            kept = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
            sys.stdout.write(f"\nThe process has needed {kept:.0f} MB.\n\n")
    return 0


def _rows(halves: Mapping[str, Mapping[str, Sequence[str]]], name: str, told: Detector) -> None:
    for half, cases in halves.items():
        foreign = {language: said for language, said in cases.items() if language != "en"}
        sentences = [text for said in foreign.values() for text in said]
        turns = [" ".join(said[:TURN_SENTENCES]) for said in foreign.values()]
        wrong = sum(map(told, cases["en"]))
        began = time.process_time()
        found = sum(map(told, sentences))
        micros = (time.process_time() - began) / len(sentences) * 1e6
        sys.stdout.write(
            f"| {half} | {name} | {found} of {len(sentences)} | {sum(map(told, turns))} of "
            f"{len(turns)} | {wrong} of {len(cases['en'])} | {micros:.0f} µs |\n"
        )


def _lingua(names: Sequence[str]) -> Detector:
    lingua: Any = importlib.import_module("lingua")
    languages = [getattr(lingua.Language, name) for name in names]
    detector = lingua.LanguageDetectorBuilder.from_languages(*languages).build()

    def told(text: str) -> bool:
        likeliest = detector.compute_language_confidence_values(text)[0]
        sure = likeliest.value >= SURE and likeliest.language != lingua.Language.ENGLISH
        return sure and len(text.split()) >= LEAST_WORDS

    return told


if __name__ == "__main__":
    sys.exit(main())
