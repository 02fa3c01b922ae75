"""Problem solving: what is done aloud on the way to an answer (`docs/formulas.md#rules`)."""

from core.interview import InterviewType
from core.plan import Question, QuestionKind
from language.en.answers.reasoning import STEPS
from language.en.text.tokens import sentences
from scoring.dimensions.dimension import Dimension, Facts, Said, Scored
from scoring.dimensions.tuned import MEASURES
from scoring.rubric.phrases import Phrases, listing
from scoring.rubric.rating import Measures


def problem_solving(text: str) -> Scored:
    """Return 100*min(.7, categories/6) over the six things to do aloud."""
    shown: dict[str, str] = {}
    for sentence in sentences(text):
        for name, pattern in STEPS.items():
            if name not in shown and pattern.search(sentence.text):
                shown[name] = sentence.text
    missing = [name for name in STEPS if name not in shown]
    return (
        100 * min(MEASURES.steps_cap, len(shown) / len(STEPS)),
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
        "not_shown": " or ".join(left[: MEASURES.shown_steps]) or None,
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
