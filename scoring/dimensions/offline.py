"""An answer rated by deterministic rules, without any model (`scoring.md` 2.9).

`method` is `basic`: honest about its limits by its caps and its wide band.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from core.interview import InterviewType
from core.plan import Question, QuestionKind
from core.turn import Interaction
from language.en.requests.foreign_text import is_another_language
from language.en.requests.injection import flagged_sentences, without
from language.en.speech.restarts import without_restarts
from language.en.text.key_points import find_key_points
from language.en.text.tokens import words
from scoring.answers import Answer
from scoring.dimensions import basic_behaviour, basic_content, basic_language
from scoring.dimensions.basic_content import Scored, limit_by_length, limit_shape_by_length
from scoring.dimensions.connected import connectedness
from scoring.dimensions.pooling import mean_word_confidence
from scoring.dimensions.unasked import supported, whole_story, worth_judging
from scoring.evidence.echo import without_asides, without_echo
from scoring.evidence.quotes import quotes_from
from scoring.evidence.reference import References
from scoring.evidence.support import support
from scoring.rubric.definition import ZERO_WHEN_UNANSWERED
from scoring.rubric.rating import Rated, RatedAnswer

UNCERTAIN_CONFIDENCE = 0.80
UNUSABLE_CONFIDENCE = 0.65
_FULL_EVIDENCE_WORDS = 60
_TECHNICAL_TYPES = frozenset({InterviewType.TECHNICAL, InterviewType.SYSTEM_DESIGN})
_STORY_KINDS = frozenset({QuestionKind.PAST_BEHAVIOUR, QuestionKind.SITUATIONAL})

NOT_ANSWERED = "asked and not answered"
NOT_ASKED = {
    "technical_accuracy": "no technical question was asked",
    "problem_solving": "no problem was set",
    "star_method": "no question asked for an example",
    "leadership": "no question asked for leadership",
    "teamwork": "no question asked for teamwork",
}


def invited(question: Question | None, interview_type: InterviewType) -> frozenset[str]:
    """Return the dimensions a question gives the opportunity to show, wording aside."""
    names = {"structure"}
    if question is None:
        return frozenset(names)
    names.add("relevance")
    kind = question.kind
    if kind is QuestionKind.TECHNICAL or (
        kind is QuestionKind.PROBLEM and interview_type in _TECHNICAL_TYPES
    ):
        names.add("technical_accuracy")
    if kind is QuestionKind.PROBLEM:
        names.add("problem_solving")
    if kind in _STORY_KINDS or "star" in question.dimensions:
        names.add("star_method")
    names |= {"leadership", "teamwork"} & set(question.dimensions)
    return frozenset(names)


def rate_answer(
    answer: Answer, references: References, interview_type: InterviewType, role: str = ""
) -> RatedAnswer:
    """Return an answer's dimensions; what it had no opportunity to show is null.

    A story that nobody asked for counts where it is whole. Of leadership and teamwork that nobody
    asked for there are only the quotes, without a score.
    """
    asked = invited(answer.question, interview_type)
    if not answer.answered:
        return RatedAnswer(answer, _unanswered(answer, asked))
    unusable = _why_unusable(answer)
    if unusable:
        names = (*asked, "verbal_communication", "clarity")
        return RatedAnswer(answer, {name: Rated(None, unusable) for name in names})
    said = without_restarts(answer.text)
    rated = _dimensions(answer, said, asked, references, role)
    to_the_grader = flagged_sentences(said)
    if to_the_grader:
        rest = _dimensions(answer, without(said, to_the_grader), asked, references, role)
        rated = {n: min(found, rest[n], key=_points) for n, found in rated.items() if n in rest}
    rated = supported(rated)
    if len(words(answer.text)) < basic_language.LEAST_WORDS:
        too_short = Rated(None, f"fewer than {basic_language.LEAST_WORDS} words")
        rated |= {"verbal_communication": too_short, "clarity": too_short}
    confidence = mean_word_confidence([p.delivery for p in answer.parts if p.delivery])
    return RatedAnswer(
        answer,
        rated,
        evidence_weight=max(0.25, min(1.0, len(words(answer.text)) / _FULL_EVIDENCE_WORDS)),
        transcript_uncertain=confidence is not None and confidence < UNCERTAIN_CONFIDENCE,
        addresses_grader=bool(to_the_grader),
    )


def _dimensions(
    answer: Answer, text: str, asked: frozenset[str], references: References, role: str
) -> dict[str, Rated]:
    """Return the dimensions that a text earns, be it all of an answer or a part of it."""
    question = answer.question
    text = without_asides(text)
    own = without_echo(text, question.text) if question else text
    scored = _scored(answer, text, own, asked, references, role)
    connected = connectedness(text, question.key_points if question else ())
    rated = {name: _rated(name, found, answer, connected, own) for name, found in scored.items()}
    rated = {
        name: Rated(evidence=quotes_from(rests_on, answer.parts))
        for name, (_, rests_on, _) in worth_judging(text).items()
    } | rated
    return {
        name: found
        if name in asked or name not in NOT_ASKED
        else replace(found, reason=NOT_ASKED[name], asked=False)
        for name, found in rated.items()
    }


def _points(rated: Rated) -> float:
    return rated.score or 0.0


def _scored(
    answer: Answer, text: str, own: str, asked: frozenset[str], references: References, role: str
) -> dict[str, Scored]:
    """Return the scores of a text without restarts; clarity alone is of what was really said."""
    question = answer.question
    scored = {"structure": basic_content.structure(text, question)}
    scored["clarity"] = basic_language.clarity(answer.text, scored["structure"][0])
    scored["verbal_communication"] = basic_language.wording(text)
    if "problem_solving" in asked:
        scored["problem_solving"] = basic_content.problem_solving(text)
    if "star_method" in asked:
        scored["star_method"] = basic_behaviour.star(text, answer.kind)
    elif story := whole_story(text):
        scored["star_method"] = story
    if "leadership" in asked:
        scored["leadership"] = basic_behaviour.leadership(text)
    if "teamwork" in asked:
        scored["teamwork"] = basic_behaviour.teamwork(text)
    if question is not None:
        scored |= _on_question(text, own, question, asked, references, role, scored)
    return scored


def _on_question(
    text: str,
    own: str,
    question: Question,
    asked: frozenset[str],
    references: References,
    role: str,
    scored: Mapping[str, Scored],
) -> dict[str, Scored]:
    """Return relevance and accuracy, and less of the rest where an answer is about something else.

    What only says the question again is left out before anything is compared with it: `own` is
    the text without that.
    """
    hits = find_key_points(own, question.key_points)
    supports = support(own, references.vocabulary(question))
    relevance = basic_content.relevance(own, question, hits, references, supports, role)
    astray = basic_content.share_astray(own, float(relevance[2]["topic"] or 0.0))
    if question.kind is QuestionKind.PAST_BEHAVIOUR:
        relevance = basic_behaviour.ask_for_an_event(text, relevance)
    found = {"relevance": relevance}
    if "technical_accuracy" in asked:
        found["technical_accuracy"] = basic_content.technical(own, question, hits, supports)
    if not astray:
        return found
    return {
        name: (score * (1 - astray), rests_on, {**measures, "about_something_else": astray})
        for name, (score, rests_on, measures) in {**scored, **found}.items()
        if name not in _LANGUAGE
    }


_LANGUAGE = frozenset({"verbal_communication", "clarity"})
_SHAPES = frozenset({"structure", "problem_solving", "star_method"})


def _rated(name: str, found: Scored, answer: Answer, connected: float, own: str) -> Rated:
    """Return a dimension's rating: less for what is not connected speech or hardly any.

    `own` is the answer without what only repeats the question or speaks of the answer.
    """
    score, rests_on, measures = found
    score *= connected
    if connected < 1:
        measures = {**measures, "connectedness": connected}
    if name not in _LANGUAGE:
        score = limit_by_length(score, own)
    if name in _SHAPES:
        score = limit_shape_by_length(score, own)
    return Rated(score, evidence=quotes_from(rests_on, answer.parts), measures=measures)


def _unanswered(answer: Answer, asked: frozenset[str]) -> dict[str, Rated]:
    """Return 0 for what was asked and not answered: skipping a topic must not raise the total."""
    said: Sequence[Interaction] = (*answer.parts, *answer.set_aside)
    evidence = quotes_from([turn.content for turn in said], said, supports=False)
    rated = {
        name: Rated(0.0, NOT_ANSWERED, evidence, method="computed")
        for name in asked
        if name in ZERO_WHEN_UNANSWERED or name in ("star_method", "leadership", "teamwork")
    }
    nothing = Rated(None, "nothing was said that could be assessed")
    return {**rated, "verbal_communication": nothing, "clarity": nothing}


def _why_unusable(answer: Answer) -> str:
    if is_another_language(answer.text):
        return "not in the interview's language"
    confidence = mean_word_confidence([p.delivery for p in answer.parts if p.delivery])
    if confidence is not None and confidence < UNUSABLE_CONFIDENCE:
        return "the transcript is too uncertain; correct it and assess again"
    return ""
