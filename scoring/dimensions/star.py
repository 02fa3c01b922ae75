"""STAR: one event told from its situation to its result (`docs/formulas.md#star`)."""

from core.interview import InterviewType
from core.plan import Question, QuestionKind
from language.en.stories.star import (
    RESPONSE_TYPE_CAPS,
    ResponseType,
    StarMarks,
    mark_situational,
    mark_star,
    star_score,
)
from scoring.dimensions.dimension import Dimension, Facts, Said, Scored
from scoring.dimensions.tuned import MEASURES
from scoring.rubric.phrases import Phrases, listing, say
from scoring.rubric.rating import Measures

_STORY_KINDS = frozenset({QuestionKind.PAST_BEHAVIOUR, QuestionKind.SITUATIONAL})


def star(text: str, kind: QuestionKind | None) -> Scored:
    """Return the STAR score, at most 80, with its marks, its type and the sentences behind them."""
    situational = kind is QuestionKind.SITUATIONAL
    marks = story_marks(text, kind)
    score = star_score(marks, situational=situational, cap=MEASURES.star_cap)
    parts = {
        "situation": marks.situation,
        "task": marks.task,
        "action": marks.action,
        "result": marks.result,
    }
    cap = 100.0 if situational else RESPONSE_TYPE_CAPS[marks.response_type]
    return (
        score,
        [part.quote for part in parts.values() if part.mark],
        {
            **{name: part.mark for name, part in parts.items()},
            "response_type": marks.response_type.value,
            "response_type_cap": cap,
            "missing": ", ".join(marks.missing()) or None,
        },
    )


def story_marks(text: str, kind: QuestionKind | None) -> StarMarks:
    """Return the marks of a story, or of an answer to "what would you do"."""
    return mark_situational(text) if kind is QuestionKind.SITUATIONAL else mark_star(text)


def whole_story(text: str) -> Scored | None:
    """Return the STAR score of one event with several own actions and a result, else None."""
    marks = mark_star(text)
    if marks.response_type is ResponseType.STORY and marks.action.mark == 1 and marks.result.mark:
        return star(text, None)
    return None


def _rate(said: Said) -> Scored:
    return star(said.text, said.answer.kind)


def _unasked(said: Said) -> Scored | None:
    return whole_story(said.text)


def _invited(question: Question | None, interview_type: InterviewType) -> bool:
    return question is not None and (question.kind in _STORY_KINDS or "star" in question.dimensions)


def _facts(measures: Measures, facts: Facts, phrases: Phrases) -> Facts:
    told = [text for part, text in phrases.story_parts.items() if measures.get(part)]
    lacking = [text for part, text in phrases.story_parts.items() if not measures.get(part)]
    response_type = str(measures.get("response_type") or "opinion")
    key = response_type
    if not lacking and response_type in ("story", "pseudo_story"):
        key = "complete"
    sentence = say(phrases.response_types[key], {"parts": listing(lacking)})
    weak = bool(lacking) or response_type != "story"
    return {
        "told": listing(told) or None,
        "parts": listing(lacking) or None,
        "story_missing": sentence if weak else None,
    }


STAR = Dimension(
    name="star_method",
    group="behavioral",
    rate=_rate,
    invited=_invited,
    not_asked="no question asked for an example",
    unasked=_unasked,
    facts=_facts,
    limited_by_length=True,
    gated=True,
    absent_is_zero=True,
    next_step="retell",
)
