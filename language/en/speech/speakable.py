"""Text made fit for a voice: no markup, and symbols, units and abbreviations as words.

Authored templates pass through unchanged; what a model writes may not.
"""

import re
from collections.abc import Sequence

_MARKUP: Sequence[tuple[re.Pattern[str], str]] = tuple(
    (re.compile(pattern), replacement)
    for pattern, replacement in (
        (r"!?\[([^\]]*)\]\([^)]*\)", r"\1"),
        (r"https?://\S+", "the link"),
        (r"(\*\*|__|~~)(.+?)\1", r"\2"),
        (r"(?<![\w*])\*(?!\s)([^*]+?)(?<!\s)\*(?![\w*])", r"\1"),
        (r"(?<!\w)_(?!\s)([^_]+?)(?<!\s)_(?!\w)", r"\1"),
        (r"`+([^`]*)`+", r"\1"),
        (r"(?m)^\s*#{1,6}\s+", ""),
        (r"(?m)^\s*>\s?", ""),
    )
)
_MAGNITUDES = {"k": "thousand", "m": "million", "b": "billion", "bn": "billion"}
_CURRENCIES = {"$": "dollars", "€": "euros", "£": "pounds"}
_UNITS = {
    "ms": "milliseconds", "kb": "kilobytes", "mb": "megabytes", "gb": "gigabytes",
    "tb": "terabytes", "pb": "petabytes", "kg": "kilograms", "km": "kilometres",
    "hrs": "hours", "hr": "hours", "mins": "minutes", "secs": "seconds",
    "rps": "requests per second", "qps": "queries per second",
}  # fmt: skip
_ABBREVIATIONS = {
    "e.g.": "for example", "i.e.": "that is", "etc.": "and so on", "vs.": "versus",
    "vs": "versus", "approx.": "approximately", "w/o": "without", "w/": "with", "b/c": "because",
    "c++": "C plus plus", "c#": "C sharp", "f#": "F sharp", ".net": "dot net",
    "node.js": "Node JS", "vue.js": "Vue JS", "next.js": "Next JS", "ci/cd": "C I C D",
    "i/o": "I O", "a/b": "A B", "tcp/ip": "T C P I P", "24/7": "around the clock",
    "and/or": "and or", "n/a": "not applicable",
}  # fmt: skip
_ABBREVIATION = re.compile(
    r"(?<![\w.])(?:"
    + "|".join(re.escape(short) for short in sorted(_ABBREVIATIONS, key=len, reverse=True))
    + r")(?![\w+#])",
    re.IGNORECASE,
)
_MONEY = re.compile(r"([$€£])\s?(\d[\d,]*(?:\.\d+)?)\s?(bn|[kmb])?(?![a-z])", re.IGNORECASE)
_MAGNITUDE = re.compile(r"(?<![\w.])(\d[\d,]*(?:\.\d+)?)\s?(bn|[kmb])(?![\w])", re.IGNORECASE)
_UNIT = re.compile(rf"(?<![\w.])(\d[\d,]*(?:\.\d+)?)\s?({'|'.join(_UNITS)})(?!\w)", re.IGNORECASE)
_RULES: Sequence[tuple[re.Pattern[str], str]] = tuple(
    (re.compile(pattern), replacement)
    for pattern, replacement in (
        (r"(?<=\d)\s?%", " percent"),
        (r"(?<![\w.])(\d+(?:\.\d+)?)\s?[x×](?!\w)", r"\1 times"),
        (r"(?<=\d)\s?[–—-]\s?(?=\d)", " to "),
        (r"\b[pP](\d{2})\b", r"\1th percentile"),
        (r"\bO\(\s*([^()]+?)\s*\)", r"O of \1"),
        (r"#(?=\d)", "number "),
        (r"\s*(?:→|⇒|->|=>)\s*", " to "),
        (r"\s*(?:≥|>=)\s*", " at least "),
        (r"\s*(?:≤|<=)\s*", " at most "),
        (r"\s*(?:≠|!=)\s*", " is not "),
        (r"(?:≈|~)\s?(?=\d)", "about "),
        (r"\s*&\s*", " and "),
        (r"(?<=\w)\s*=\s*(?=\w)", " equals "),
        (r"(?<=\w)\s*\+\s+(?=\w)", " plus "),
        (r"(?<=[A-Za-z])/(?=[A-Za-z])", " or "),
        (r"\s+[–—]\s+|—|\s+-\s+", ", "),
        (r"[“”\"«»]", ""),
        (r"[‘’]", "'"),
        (r"…", "..."),
        (r"[*_`#|<>{}\[\]\\^~=]+", " "),
        (r"[\U0001F000-\U0001FAFF\u2600-\u27BF\uFE0F\u200D]+", ""),
        (r"\s+([,.;:!?])", r"\1"),
        (r"([,;:])\1+", r"\1"),
        (r"\s+", " "),
    )
)


def speakable(text: str) -> str:
    """Return the text as it should be spoken; applying it twice changes nothing more."""
    for pattern, replacement in _MARKUP:
        text = pattern.sub(replacement, text)
    text = _ABBREVIATION.sub(_spelled, text)
    text = _MONEY.sub(_money, text)
    text = _MAGNITUDE.sub(lambda m: f"{m[1]} {_MAGNITUDES[m[2].lower()]}", text)
    text = _UNIT.sub(lambda m: f"{m[1]} {_UNITS[m[2].lower()]}", text)
    for pattern, replacement in _RULES:
        text = pattern.sub(replacement, text)
    return text.strip()


def _spelled(match: re.Match[str]) -> str:
    short = match.group()
    spelled = _ABBREVIATIONS[short.lower()]
    at_end = match.end() == len(match.string.rstrip())
    if short[:1].isupper() and spelled[:1].islower():
        spelled = spelled[0].upper() + spelled[1:]
    return f"{spelled}." if short.endswith(".") and at_end else spelled


def _money(match: re.Match[str]) -> str:
    magnitude = f" {_MAGNITUDES[match[3].lower()]}" if match[3] else ""
    return f"{match[2]}{magnitude} {_CURRENCIES[match[1]]}"
