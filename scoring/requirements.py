"""What an interview showed of each thing that a job posting asks for, by rules alone."""

from collections.abc import Sequence

from core.assessment import Evidence, RequirementResult
from core.plan import Requirement, RequirementKind
from language.en.requests.injection import flagged_sentences
from language.en.stories.affirmed import affirmed
from language.en.text.sentences import split_sentences
from language.en.text.vocabulary import COMMON_STEMS, content_stems
from scoring.answers import Answer, Answers
from scoring.tuned import ASSESSING

NOT_ASKED = "No question of this interview was about it."
NO_ANSWER = "It was asked about, and not answered."
NOT_NAMED = "Nothing that you said to it names it: say where you did it, and what came of it."


def requirement_results(
    requirements: Sequence[Requirement], answers: Answers
) -> tuple[RequirementResult, ...]:
    """Return for each requirement whether it was asked about, what was said of it, and the gap.

    How senior a posting is, nobody can be asked: it is not among them.
    """
    asked_of = asked_by_requirement(answers)
    return tuple(
        _result(one, asked_of.get(one.text), answers)
        for one in requirements
        if one.kind is not RequirementKind.SENIORITY
    )


def asked_by_requirement(answers: Answers) -> dict[str | None, Answer]:
    """Return by a requirement's text the answer to the question that serves it."""
    return {answer.question.serves: answer for answer in answers.answers if answer.question}


def _result(requirement: Requirement, asked: Answer | None, answers: Answers) -> RequirementResult:
    wanted = content_stems(requirement.text) - COMMON_STEMS
    if asked is None:
        share, evidence = _best(wanted, answers.answers)
        spoken = (evidence,) if evidence and share >= ASSESSING.spoken_share else ()
        return RequirementResult(
            text=requirement.text, kind=requirement.kind, evidence=spoken,
            gap=None if spoken else NOT_ASKED,
        )  # fmt: skip
    share, evidence = _best(wanted, (asked,))
    gap = None if share > 0 else NOT_NAMED
    return RequirementResult(
        text=requirement.text,
        kind=requirement.kind,
        asked=True,
        question_number=asked.question_number,
        evidence=(evidence,) if evidence and asked.answered else (),
        gap=gap if asked.answered else NO_ANSWER,
    )


def _best(wanted: frozenset[str], answers: Sequence[Answer]) -> tuple[float, Evidence | None]:
    """Return the sentence that holds most of the wanted words, and their share."""
    found: tuple[float, Evidence | None] = (0.0, None)
    for answer in answers:
        for part in answer.parts:
            for sentence in split_sentences(part.content):
                if flagged_sentences(sentence):
                    continue
                share = len(wanted & content_stems(affirmed(sentence))) / max(1, len(wanted))
                if found[1] is None or share > found[0]:
                    said = Evidence(
                        quote=sentence,
                        interaction_id=part.id,
                        question_number=answer.question_number,
                        offset_seconds=part.offset_seconds,
                    )
                    found = (share, said)
    return found
