"""An answer rated by deterministic rules, without any model (`docs/formulas.md#rules`).

`method` is `basic`: honest about its limits by its caps and its wide band.
"""

from collections.abc import Sequence

from core.interview import InterviewType
from core.plan import Question, QuestionKind
from core.turn import Interaction
from language.en.requests.foreign import is_another_language
from language.en.requests.injection import flagged_sentences, without
from language.en.speech.restarts import without_restarts
from language.en.stories.assertion import asserted
from language.en.stories.frames import framed
from language.en.text.key_points import find_opposites, only_named
from language.en.text.opposites import negated_runs, reversed_statements, turned_whole
from language.en.text.tokens import words
from scoring.answers import Answer
from scoring.delivery.pooling import mean_word_confidence
from scoring.dimensions import DIMENSIONS
from scoring.dimensions.dimension import Dimension, Said, Scored
from scoring.dimensions.relevance import share_astray
from scoring.evidence.connected import connectedness
from scoring.evidence.echo import without_asides, without_echo
from scoring.evidence.quotes import quotes_from
from scoring.evidence.reference import References
from scoring.rubric.rating import Rated, RatedAnswer
from scoring.rules.limits import length_scale, limit_by_length, limit_shape_by_length
from scoring.rules.tuned import RULES
from scoring.rules.unasked import supported

NOT_ANSWERED = "asked and not answered"
NOTHING_SAID = "nothing was said that could be assessed"


def invited(question: Question | None, interview_type: InterviewType) -> frozenset[str]:
    """Return the dimensions a question gives the opportunity to show, wording aside."""
    return frozenset(
        d.name for d in _rated_dimensions(question, interview_type) if not d.of_wording
    )


def _rated_dimensions(
    question: Question | None, interview_type: InterviewType
) -> tuple[Dimension, ...]:
    """Return what is rated answer by answer and what this question asks for."""
    return tuple(d for d in DIMENSIONS if d.rate and d.invited(question, interview_type))


def rate_answer(
    answer: Answer, references: References, interview_type: InterviewType, role: str = ""
) -> RatedAnswer:
    """Return an answer's dimensions; what it had no opportunity to show is null.

    A story that nobody asked for counts where it is whole. Of leadership and teamwork that nobody
    asked for there are only the quotes, without a score.
    """
    asked = _rated_dimensions(answer.question, interview_type)
    if not answer.answered:
        return RatedAnswer(answer, _unanswered(answer, asked))
    unusable = _why_unusable(answer)
    if unusable:
        return RatedAnswer(answer, {d.name: Rated(None, unusable) for d in asked})
    said = without_restarts(answer.text)
    rated = _dimensions(answer, said, asked, references, role)
    to_the_grader = flagged_sentences(said)
    if to_the_grader:
        rest = _dimensions(answer, without(said, to_the_grader), asked, references, role)
        rated = {n: min(found, rest[n], key=_points) for n, found in rated.items() if n in rest}
    rated = supported(rated)
    if len(words(answer.text)) < RULES.wording_words:
        too_short = Rated(None, f"fewer than {RULES.wording_words} words")
        rated |= {d.name: too_short for d in asked if d.of_wording}
    confidence = _heard_confidence(answer)
    return RatedAnswer(
        answer,
        rated,
        evidence_weight=max(0.25, min(1.0, len(words(answer.text)) / RULES.full_evidence_words)),
        transcript_uncertain=confidence is not None and confidence < RULES.uncertain_confidence,
        addresses_grader=bool(to_the_grader),
    )


def _dimensions(
    answer: Answer, text: str, asked: Sequence[Dimension], references: References, role: str
) -> dict[str, Rated]:
    """Return the dimensions that a text earns, be it all of an answer or a part of it."""
    question = answer.question
    text = without_asides(text)
    known = statements(question) if question else ()
    turned = _turned(asserted(text), question, known) if question else []
    denied = (*negated_runs(text, known), *turned_whole(text, known))
    named = only_named(text, question.key_points) if question else ()
    text = without(text, (*framed(text), *named, *denied))
    stated = asserted(text)
    if question and question.kind is QuestionKind.PROBLEM:
        text = asserted(text, questions=True)
    else:
        text = stated
    own = stated
    if question:
        own = without_echo(stated, *_said_by_the_interviewer(question))
        own = without(own, tuple(turned))
    said = Said(answer, text, own, references, role, turned)
    connected = connectedness(text, question.key_points if question else ())
    astray = share_astray(said) if question else 0.0
    rated: dict[str, Rated] = {}
    for dimension in DIMENSIONS:
        if dimension in asked:
            found = _less_astray(dimension, said.scored(dimension), astray)
            rated[dimension.name] = _rated(dimension, found, said, connected)
        elif dimension.unasked and (shown := dimension.unasked(said)):
            found = _less_astray(dimension, shown, astray)
            rated[dimension.name] = _shown(dimension, found, said, connected)
    return rated


def _said_by_the_interviewer(question: Question) -> tuple[str, ...]:
    """Return what an interviewer may say of a question, which says nothing when it is repeated."""
    return (question.text, *question.probes.values(), *question.hints)


def statements(question: Question) -> tuple[str, ...]:
    """Return what is true of a question's subject, as the bank states it."""
    return (question.outline, *(point.text for point in question.key_points))


def _turned(text: str, question: Question, known: Sequence[str]) -> list[str]:
    """Return the sentences that say the opposite of what is true of a question's subject.

    Where the question states no facts there are none: a story is the speaker's own.
    """
    if question.kind not in (QuestionKind.TECHNICAL, QuestionKind.PROBLEM):
        return []
    heard = without_echo(text, *_said_by_the_interviewer(question))
    opposite = [found.sentence for found in find_opposites(heard, question.opposites)]
    return [s for s in dict.fromkeys((*reversed_statements(heard, known), *opposite)) if s]


def _less_astray(dimension: Dimension, found: Scored, astray: float) -> Scored:
    """Return less of everything but wording where an answer is about something else."""
    if not astray or dimension.of_wording:
        return found
    score, rests_on, measures = found
    return score * (1 - astray), rests_on, {**measures, "about_something_else": astray}


def _shown(dimension: Dimension, found: Scored, said: Said, connected: float) -> Rated:
    """Return what an answer shows though nobody asked: a rating, or the quotes alone."""
    if dimension.unasked_by_quotes:
        quotes = quotes_from(found[1], said.answer.parts)
        return Rated(None, dimension.not_asked, quotes, asked=False)
    rated = _rated(dimension, found, said, connected)
    return Rated(rated.score, dimension.not_asked, rated.evidence, rated.measures, asked=False)


def _points(rated: Rated) -> float:
    return rated.score or 0.0


def _rated(dimension: Dimension, found: Scored, said: Said, connected: float) -> Rated:
    """Return a dimension's rating: less for what is not connected speech or hardly any."""
    score, rests_on, measures = found
    scale = length_scale(said.question.outline) if said.question else 1.0
    score *= connected
    if connected < 1:
        measures = {**measures, "connectedness": connected}
    if not dimension.of_wording:
        score = limit_by_length(score, said.own, scale)
    if dimension.limited_by_length:
        score = limit_shape_by_length(score, said.own, scale)
    return Rated(score, evidence=quotes_from(rests_on, said.answer.parts), measures=measures)


def _unanswered(answer: Answer, asked: Sequence[Dimension]) -> dict[str, Rated]:
    """Return 0 for what was asked and not answered: skipping a topic must not raise the total."""
    said: Sequence[Interaction] = (*answer.parts, *answer.set_aside)
    evidence = quotes_from([turn.content for turn in said], said, supports=False)
    zero = Rated(0.0, NOT_ANSWERED, evidence, method="computed")
    nothing = Rated(None, NOTHING_SAID)
    return {d.name: nothing if d.of_wording else zero for d in asked}


def _heard_confidence(answer: Answer) -> float | None:
    """Return how sure the recogniser was of what nobody has put right, or null."""
    heard = [part.delivery for part in answer.parts if part.delivery and part.heard is None]
    return mean_word_confidence(heard)


def _why_unusable(answer: Answer) -> str:
    if is_another_language(answer.text):
        return "not in the interview's language"
    confidence = _heard_confidence(answer)
    if confidence is not None and confidence < RULES.unusable_confidence:
        return "the transcript is too uncertain; correct it and assess again"
    return ""
