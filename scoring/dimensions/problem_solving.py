"""Problem solving: what is done aloud on the way to an answer (`docs/formulas.md#rules`)."""

import re

from core.interview import InterviewType
from core.plan import Question, QuestionKind
from language.en.text.tokens import sentences
from scoring.dimensions.dimension import Dimension, Facts, Said, Scored
from scoring.rubric.phrases import Phrases, listing
from scoring.rubric.rating import Measures

CAP = 0.7
_SHOWN_STEPS = 3

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
        100 * min(CAP, len(shown) / len(_PROBLEM_PATTERNS)),
        list(shown.values()),
        {"categories": len(shown), "missing": ", ".join(missing) or None},
    )


def _rate(said: Said) -> Scored:
    return problem_solving(said.text)


def _invited(question: Question | None, interview_type: InterviewType) -> bool:
    return question is not None and question.kind is QuestionKind.PROBLEM


def _facts(measures: Measures, facts: Facts, phrases: Phrases) -> Facts:
    lacking = str(measures.get("missing") or "").split(", ")
    done = [text for step, text in phrases.steps_shown.items() if step not in lacking]
    left = [phrases.steps[step] for step in lacking if step]
    return {
        "shown": listing(done) or None,
        "not_shown": " or ".join(left[:_SHOWN_STEPS]) or None,
    }


PROBLEM_SOLVING = Dimension(
    name="problem_solving",
    group="content",
    rate=_rate,
    invited=_invited,
    not_asked="no problem was set",
    facts=_facts,
    limited_by_length=True,
    gated=True,
)
