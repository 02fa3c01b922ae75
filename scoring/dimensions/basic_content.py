"""Relevance, technical accuracy, problem solving and structure by rules (`scoring.md` 2.9).

Caps exist because the coverage of keywords cannot certify that something is correct.
"""

import re
import statistics
from collections import Counter
from collections.abc import Sequence

from core.plan import Question
from language.en.text.key_points import Hit, coverage, find_misconceptions
from language.en.text.lexicon import CONNECTIVES, STOP_WORDS
from language.en.text.tokens import Sentence, sentences, stem
from scoring.answers import content_words
from scoring.evidence.reference import References
from scoring.evidence.support import Support
from scoring.rubric.curves import Points, pw
from scoring.rubric.rating import Measures

RELEVANCE_CAP = 85.0
TECHNICAL_CAP = 0.75
PROBLEM_CAP = 0.7
STRUCTURE_CAP = 80.0
LITTLE_WORDS = 15
NOTHING_WORDS = 5
WORDS_PER_MARKER = 2
_NO_CONTENT = STOP_WORDS | CONNECTIVES
SHAPE_LIMIT: Points = ((5, 0), (15, 25), (45, 100))
TAKEN_UP: Points = ((0.06, 0), (0.2, 1))
OFF_TOPIC: Points = ((0.04, 1), (0.12, 0))
SAID_MUCH: Points = ((25, 0), (70, 1))

Scored = tuple[float, list[str], Measures]
"""A score, the sentences it rests on, and the figures it was computed from."""


def limit_by_length(score: float, text: str) -> float:
    """Return the score, at most 25 below 15 content words and 0 below 5."""
    count = len(content_words(text))
    if count < NOTHING_WORDS:
        return 0.0
    return min(score, 25.0) if count < LITTLE_WORDS else score


def limit_shape_by_length(score: float, text: str) -> float:
    """Return the score, at most 25 at 15 content words and anything from 45 on.

    For structure, stories and approaches: what takes sentences cannot be shown in two of them.
    """
    return min(score, pw(len(content_words(text)), SHAPE_LIMIT))


def relevance(
    text: str,
    question: Question,
    hits: Sequence[Hit],
    references: References,
    supports: Support,
    role: str = "",
) -> Scored:
    """Return how far the answer is on the question's topic, and carries it out, at most 85.

    topic = (0.6*closeness + 0.4*min(1, cov/0.6)) * explained;
    100*(topic + (1 - topic) * 0.4 * developed * taken_up).
    An answer may use other words than the bank: what it carries out counts beside them, as far as
    it takes the topic up at all.
    """
    closeness = references.closeness(text, question, role)
    covered = coverage([found.hit for found in hits], question.key_points)
    topic = (0.6 * closeness + 0.4 * min(1.0, covered / 0.6)) * supports.explained
    score = 100 * (topic + (1 - topic) * 0.4 * supports.developed * pw(topic, TAKEN_UP))
    rests_on = [found.sentence for found in hits if found.hit] or list(supports.shown.values())[:1]
    return (
        min(score, RELEVANCE_CAP),
        rests_on,
        {
            "closeness": closeness,
            "key_point_coverage": covered,
            "supports": supports.number,
            "said_in_sentences": supports.spoken_share,
            "topic": topic,
        },
    )


def share_astray(text: str, topic: float) -> float:
    """Return how far (0-1) an answer is about something else: long, and nothing of it on topic."""
    return pw(len(content_words(text)), SAID_MUCH) * pw(topic, OFF_TOPIC)


def technical(text: str, question: Question, hits: Sequence[Hit], supports: Support) -> Scored:
    """Return 100*min(.75, cov)*explained less 25 for each misconception said, at least 0."""
    covered = coverage([found.hit for found in hits], question.key_points)
    wrong = [found for found in find_misconceptions(text, question.misconceptions) if found.hit]
    earned = 100 * min(TECHNICAL_CAP, covered) * supports.explained
    score = max(0.0, earned - 25 * len(wrong))
    rests_on = [found.sentence for found in (*wrong, *hits) if found.hit]
    return (
        score,
        rests_on,
        {
            "key_point_coverage": covered,
            "misconceptions": len(wrong),
            "said_in_sentences": supports.spoken_share,
        },
    )


_PROBLEM_WORDING = {
    "clarify": r"\b(?:assum\w+|clarify\w*|i(?:'d| would) (?:first )?(?:ask|want to know)|"
    r"(?:want|need|like) to (?:be sure|make sure|know|understand|find out)|is it (?:really|real)|"
    r"depends on|requirements?|constraints?|scope|who (?:are|is) the|what do (?:we|you) mean)\b",
    "order": r"\b(?:first(?:ly)?|second(?:ly)?|third(?:ly)?|step|break (?:it|this|that)? ?down|"
    r"split|then|next|after that|finally|start (?:with|by)|let's begin|parts?)\b",
    "alternatives": r"\b(?:alternativ\w+|trade-?offs?|instead of|rather than|on the other hand|"
    r"versus|vs|compared (?:to|with)|another option|either|downside|drawback|at the cost of|"
    r"cheaper|pros and cons)\b",
    "reason": r"\b(?:because|so that|since|which means|the reason|therefore|that way|due to)\b",
    "verify": r"\b(?:test\w*|measur\w+|monitor\w*|edge cases?|verif\w+|check\w*|validat\w+|"
    r"metrics?|benchmark\w*|experiment|a/b|pilot|roll ?back|alert\w*)\b",
    "quantify": r"(?:\b\d[\d.,]*\s?(?:%|percent|k|thousand|million|billion|ms|seconds?|minutes?|"
    r"hours?|days?|weeks?|gb|mb|tb|users?|requests?|dollars?|euros?|times|qps|rps)|[$€£]\s?\d|"
    r"\b(?:hundred|thousand|million|billion|percent|half|twice)\b)",
}
_PROBLEM_PATTERNS = {
    name: re.compile(pattern, re.IGNORECASE) for name, pattern in _PROBLEM_WORDING.items()
}


def problem_solving(text: str) -> Scored:
    """Return 100*min(.7, categories/6) over the six things to do aloud."""
    shown: dict[str, str] = {}
    for sentence in sentences(text):
        for name, pattern in _PROBLEM_PATTERNS.items():
            if name not in shown and pattern.search(sentence.text):
                shown[name] = sentence.text
    missing = [name for name in _PROBLEM_PATTERNS if name not in shown]
    return (
        100 * min(PROBLEM_CAP, len(shown) / len(_PROBLEM_PATTERNS)),
        list(shown.values()),
        {"categories": len(shown), "missing": ", ".join(missing) or None},
    )


_SEQUENCE = re.compile(
    r"\b(?:first(?:ly| of all)?|second(?:ly)?|third(?:ly)?|to begin with|to start|then|next|"
    r"after (?:that|this|which)|afterwards|later|meanwhile|finally|in the end|lastly|"
    r"on the one hand|on the other hand|for example|in addition|before that)\b",
    re.IGNORECASE,
)
_CLOSE = re.compile(
    r"\b(?:in (?:short|summary|the end|conclusion)|to (?:sum up|conclude|summari[sz]e)|overall|"
    r"so (?:overall|that's|that is|the|in|i|we)|as a result|the (?:result|outcome|lesson)|"
    r"which (?:led|meant|resulted)|that's (?:why|how)|that is (?:why|how)|ultimately|"
    r"(?:i|we) (?:learned|learnt)|since then|eventually|therefore|what i took|finally)\b",
    re.IGNORECASE,
)


def structure(text: str, question: Question | None) -> Scored:
    """Return 25, plus 15 direct opening, 20 two markers, 15 close, 15 sentences, 10 variety.

    One marker is half of two: a short answer has little to signpost. Each needs something to point
    to: two words of content in its sentence.
    """
    spoken = sentences(text)
    if not spoken:
        return 0.0, [], {}
    opens = question is not None and _opens_directly(spoken, question)
    markers = {marker for sentence in spoken for marker in _markers(sentence)}
    close = next((s for s in spoken[-2:] if len(spoken) > 1 and _CLOSE.search(s.text)), None)
    median = statistics.median(len(sentence.tokens) for sentence in spoken)
    repeated = repeated_share(text)
    score = (
        25
        + 15 * opens
        + 10 * min(2, len(markers))
        + 15 * (close is not None)
        + 15 * (8 <= median <= 28)
        + 10 * (repeated < 0.1)
    )
    rests_on = [spoken[0].text] if opens else []
    rests_on += [s.text for s in spoken if _SEQUENCE.search(s.text)][:1]
    rests_on += [close.text] if close else []
    return (
        min(float(score), STRUCTURE_CAP),
        rests_on,
        {
            "direct_opening": int(opens),
            "sequence_markers": len(markers),
            "close": int(close is not None),
            "median_sentence_words": median,
            "repeated_share": repeated,
        },
    )


def _markers(sentence: Sentence) -> list[str]:
    """Return the markers of order in a sentence, as many as it has content for."""
    found = [match.group().lower() for match in _SEQUENCE.finditer(sentence.text)]
    content = sum(token.word not in _NO_CONTENT for token in sentence.tokens) if found else 0
    return found[: content // WORDS_PER_MARKER]


def repeated_share(text: str) -> float:
    """Return the share (0-1) of three-word runs that were said before in the same text."""
    spoken = [token.word for sentence in sentences(text) for token in sentence.tokens]
    runs = Counter(zip(spoken, spoken[1:], spoken[2:], strict=False))
    total = sum(runs.values())
    return 1 - len(runs) / total if total else 0.0


def _opens_directly(spoken: Sequence[Sentence], question: Question) -> bool:
    """Return whether the first two sentences take up two words of the question or its points."""
    asked = {
        stem(word)
        for word in content_words(
            " ".join((question.text, question.competency, *(p.text for p in question.key_points)))
        )
    }
    said = {stem(token.word) for sentence in spoken[:2] for token in sentence.tokens}
    return len(asked & said) >= 2
