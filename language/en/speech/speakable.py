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
        (r"(?m)^\s*>(?!\s?[$€£]?\d)\s?", ""),
    )
)
_MAGNITUDES = {"k": "thousand", "m": "million", "b": "billion", "bn": "billion"}
_CURRENCIES = {"$": "dollars", "€": "euros", "£": "pounds"}
_UNITS = {
    "ms": "milliseconds", "kb": "kilobytes", "mb": "megabytes", "gb": "gigabytes",
    "tb": "terabytes", "pb": "petabytes", "kg": "kilograms", "km": "kilometres",
    "hrs": "hours", "hr": "hours", "mins": "minutes", "secs": "seconds",
    "rps": "requests per second", "qps": "queries per second", "ghz": "gigahertz",
    "mhz": "megahertz", "khz": "kilohertz", "kwh": "kilowatt hours", "kw": "kilowatts",
    "mw": "megawatts", "mm": "millimetres", "cm": "centimetres", "km/h": "kilometres per hour",
    "m/s": "metres per second", "mbps": "megabits per second", "gbps": "gigabits per second",
    "mbit/s": "megabits per second", "gbit/s": "gigabits per second",
    "rpm": "revolutions per minute",
    "m²": "square metres", "°c": "degrees Celsius", "°f": "degrees Fahrenheit",
}  # fmt: skip
_ABBREVIATIONS = {
    "e.g.": "for example", "i.e.": "that is", "etc.": "and so on", "vs.": "versus",
    "vs": "versus", "approx.": "approximately", "w/o": "without", "w/": "with", "b/c": "because",
    "c++": "C plus plus", "c#": "C sharp", "f#": "F sharp", ".net": "dot net",
    "node.js": "Node JS", "vue.js": "Vue JS", "next.js": "Next JS", "ci/cd": "C I C D",
    "i/o": "I O", "a/b": "A B", "tcp/ip": "T C P I P", "24/7": "around the clock",
    "and/or": "and or", "n/a": "not applicable",
}  # fmt: skip
_PER_UNITS = {
    "s": "second", "sec": "second", "min": "minute", "h": "hour", "hr": "hour", "d": "day",
    "wk": "week", "mo": "month", "yr": "year", "kg": "kilogram", "l": "litre", "km": "kilometre",
    "gb": "gigabyte", "mb": "megabyte", "kwh": "kilowatt hour",
}  # fmt: skip
_PER = (
    "second|minute|hour|day|night|shift|week|month|quarter|year|annum|user|person|head|capita|"
    "customer|employee|request|unit|item|piece|node|core|pod|seat|page|pupil|patient|bed|class|"
    "visit|call|session|team|store|site|run|trip|order|mile|litre|liter|gallon|tonne|pound|kilogram"
)
_RATE = re.compile(
    rf"(?<=[\w%])\s?/\s?(?:(?P<noun>{_PER})(?![\w/])|(?P<unit>{'|'.join(_PER_UNITS)})(?![\w/]|\.\w))",
    re.IGNORECASE,
)
_COUNTED = re.compile(r"(?<=\d )([a-z]+s)\s?/\s?(?=[a-z]+\b(?<!s))")
_PAIRED = re.compile(rf"\b(?:{_PER})\s?/\s?(?:{_PER})\b", re.IGNORECASE)
"""`day/night` names two times; `beds/day` says how many in one."""
_LITRES = re.compile(r"(?<=\d)\s?l(?= per )")
_TIMES = re.compile(r"(?<![\w.])(\d[\d,]*(?:\.\d+)?)\s(s|h)(?![\w/'’.]\w|\w)")
_ARTICLE = re.compile(r"\b([Aa])n?(?=\s+([^\W\d_][\w-]*|\d[\d,.]*))")
_SPOKEN_VOWEL = re.compile(
    r"(?!u(?:ni(?!n)|se|su|ti|k\b)|eu|one\b|once)[aeiou]|hour|hono|heir|honest", re.I
)
_SPELLED_VOWEL = re.compile(r"[AEFHILMNORSX]")
"""Letters whose names begin with a vowel, for what is spelled out."""
_READ_AS_WORDS = frozenset({
    "NET", "NASA", "NATO", "NICE", "NIST", "REST", "RAM", "ROM", "SAAS", "SOAP", "LAN", "MIDI",
    "RAID", "SIM", "LASER", "RADAR", "FIFA", "FEMA", "HIPAA", "LEAN", "MOOC",
})  # fmt: skip
_EITHER = frozenset({"SQL", "SAP", "FAQ", "URL", "or", "and", "is", "are", "in", "of", "as", "at"})
"""Before these an article may be either, or the letter is none."""
_ABBREVIATION = re.compile(
    r"(?<![\w.])(?:"
    + "|".join(re.escape(short) for short in sorted(_ABBREVIATIONS, key=len, reverse=True))
    + r")(?![\w+#])",
    re.IGNORECASE,
)
_MONEY = re.compile(r"([$€£])\s?(\d[\d,]*(?:\.\d+)?)\s?(bn|[kmb])?(?![a-z])", re.IGNORECASE)
_MONEY_BEHIND = re.compile(
    r"(?<![\w.$€£])(\d[\d,]*(?:\.\d+)?)\s?(bn|[kmb])?\s?([€£])(?![\d\w])", re.IGNORECASE
)
_MAGNITUDE = re.compile(r"(?<![\w.])(\d[\d,]*(?:\.\d+)?)\s?(bn|[kmb])(?![\w])", re.IGNORECASE)
_UNIT = re.compile(
    r"(?<![\w.])(\d[\d,]*(?:\.\d+)?)\s?"
    rf"({'|'.join(sorted(_UNITS, key=len, reverse=True))})(?!\w)",
    re.IGNORECASE,
)
_RULES: Sequence[tuple[re.Pattern[str], str]] = tuple(
    (re.compile(pattern), replacement)
    for pattern, replacement in (
        (r"(?<=\d)\s?%", " percent"),
        (r"(?<![\w.])(\d+(?:\.\d+)?)\s?[x×](?!\w)", r"\1 times"),
        (r"(?<=\d)\s?[–—-]\s?(?=\d)", " to "),
        (r"\b[pP](\d{2})\b", r"\1th percentile"),
        (r"(?<![\w.])\.(?=\d)", "0."),
        (r"(?<![\w.])\.(?=[A-Za-z]{2})", "dot "),
        (r"\s*±\s*(?=\d)", " plus or minus "),
        (r"\s*<\s*(?=[$€£]?\d)", " under "),
        (r"\s*>\s*(?=[$€£]?\d)", " over "),
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
        (r"(?<=\b(?:19|20)\d\d)\s?/\s?(?=(?:19|20)\d\d\b)", " to "),
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
    text = _MONEY.sub(lambda m: _money(m[2], m[3], m[1]), text)
    text = _MONEY_BEHIND.sub(lambda m: _money(m[1], m[2], m[3]), text)
    text = _MAGNITUDE.sub(lambda m: f"{m[1]} {_MAGNITUDES[m[2].lower()]}", text)
    text = _UNIT.sub(lambda m: f"{m[1]} {_UNITS[m[2].lower()]}", text)
    text = _COUNTED.sub(r"\1 per ", _RATE.sub(_per, text))
    text = _LITRES.sub(" litres", text)
    text = _TIMES.sub(lambda m: f"{m[1]} {'seconds' if m[2] == 's' else 'hours'}", text)
    for pattern, replacement in _RULES:
        text = pattern.sub(replacement, text)
    return _ARTICLE.sub(_article, text).strip()


def sounds_like_vowel(word: str) -> bool:
    """Return whether a word begins with a vowel when it is spoken."""
    if word[0].isdigit():
        number = word.replace(",", "").partition(".")[0]
        return number[0] == "8" or (number[:2] in ("11", "18") and len(number) % 3 == 2)
    spelled = word.isupper() and word not in _READ_AS_WORDS and (len(word) < 5 or "-" in word)
    return bool((_SPELLED_VOWEL if spelled else _SPOKEN_VOWEL).match(word))


def _article(match: re.Match[str]) -> str:
    following, written = match[2], match.group()
    before = match.string[: match.start()].rstrip()
    letter = match[1] == "A" and (len(following) == 1 or (before and before[-1] not in ".!?:"))
    if letter or following in _EITHER:
        return written
    return f"{match[1]}{'n' * sounds_like_vowel(following)}"


def _per(match: re.Match[str]) -> str:
    begin = match.string.rfind(" ", 0, match.start()) + 1
    if _PAIRED.match(match.string, begin):
        return match.group()
    unit = match["unit"]
    return f" per {_PER_UNITS[unit.lower()] if unit else match['noun']}"


def _spelled(match: re.Match[str]) -> str:
    short = match.group()
    spelled = _ABBREVIATIONS[short.lower()]
    at_end = match.end() == len(match.string.rstrip())
    if short[:1].isupper() and spelled[:1].islower():
        spelled = spelled[0].upper() + spelled[1:]
    return f"{spelled}." if short.endswith(".") and at_end else spelled


def _money(amount: str, magnitude: str | None, currency: str) -> str:
    size = f" {_MAGNITUDES[magnitude.lower()]}" if magnitude else ""
    return f"{amount}{size} {_CURRENCIES[currency]}"
