"""Rated answers become an assessment: scores, band, coverage, feedback, notes."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from core.assessment import Assessment
from core.interview import InterviewSession
from scoring.answers import Answers
from scoring.composite import Composite, band, compose, summary_word
from scoring.delivery.joining import join
from scoring.delivery.pooling import PooledDelivery, pool
from scoring.dimension_scores import dimension_scores
from scoring.feedback.written import makes_sense, write_feedback
from scoring.non_verbal import non_verbal
from scoring.questions import question_outcomes
from scoring.requirements import requirement_results
from scoring.rubric.phrases import Phrases, say
from scoring.rubric.rating import RatedAnswer
from scoring.rules.interview import RatedInterview
from scoring.tuned import ASSESSING


def report(
    session: InterviewSession,
    interview: RatedInterview,
    phrases: Phrases,
    *,
    method: str,
    assessed_at: datetime,
    prompt_hash: str | None = None,
    model: str | None = None,
    usage: Mapping[str, int] | None = None,
    notes: Sequence[str] = (),
) -> Assessment:
    """Return the assessment of rated answers; `method` is `basic` or `judge`.

    From the first answer on there is an overall number, provisional under three. Where every
    question was asked and none answered the overall score is 0: silence offers no wording to
    assess, and the low coverage that follows from it must not turn zero into null.
    """
    answers, rated, rubric = interview.answers, interview.rated, interview.rubric
    opted_in, observed = session.request.camera_opt_in, session.observation
    pooled = pool_answers(rated, session.usual_wpm)
    dimensions = dimension_scores(rated, pooled, rubric)
    panel = non_verbal(observed, rubric, opted_in=opted_in)
    composed = compose({d.name: d.score for d in dimensions}, rubric)
    if rated and not answers.answered_count and composed.groups["content"] == 0:
        composed = replace(composed, overall=0.0)
    numbered = composed.overall is not None
    provisional = numbered and answers.answered_count < ASSESSING.least_answers
    scored = (r for found in rated for r in found.dimensions.values() if r.score is not None)
    by_rules = any(r.method == "basic" for r in scored)
    width = band(rated, rubric, basic=by_rules) if numbered else None
    own_notes = _notes(answers, rated, composed, pooled, phrases, method)
    pace_notes = _pace_notes(session, pooled, phrases)
    all_notes = tuple(dict.fromkeys((*notes, *own_notes, *pace_notes)))
    summary = _summary(answers, composed, width, phrases, method, provisional=provisional)
    return Assessment(
        session_id=session.id,
        method=method,
        rubric_version=rubric.version,
        prompt_hash=prompt_hash,
        model=model,
        usage=dict(usage or {}),
        overall_score=composed.overall,
        band=width,
        coverage=composed.coverage,
        provisional=provisional,
        summary_word=None if numbered else summary_word(composed.overall),
        group_scores=composed.groups,
        dimensions=(*dimensions, *panel),
        camera_opt_in=opted_in,
        observed_seconds=observed.seconds if opted_in and observed else None,
        feedback=write_feedback(rated, dimensions, pooled, rubric, phrases, summary, all_notes),
        words_per_minute=pooled.words_per_minute,
        filler_word_count=pooled.filler_word_count,
        answered_question_count=answers.answered_count,
        notes=all_notes,
        requirements=requirement_results(session.plan.requirements, answers),
        questions=question_outcomes(rated, rubric),
        assessed_at=assessed_at,
    )


def pool_answers(rated: Sequence[RatedAnswer], usual_wpm: float | None = None) -> PooledDelivery:
    """Return the delivery of all answers, the turns of one answer joined."""
    return pool(
        [
            (delivery, found.answer.kind)
            for found in rated
            for delivery in join([p.delivery for p in found.answer.parts if p.delivery])
        ],
        usual_wpm=usual_wpm,
    )


def _summary(
    answers: Answers,
    composed: Composite,
    width: float | None,
    phrases: Phrases,
    method: str,
    *,
    provisional: bool,
) -> str:
    wording = phrases.summary
    values = {
        "answered": answers.answered_count,
        "asked": len(answers.answers),
        "coverage": composed.coverage,
        "method": wording[method],
    }
    if not answers.answers:
        return say(wording["empty"], values)
    refused = say(wording["refused"], values) + " " if not answers.answered_count else ""
    if width is not None and composed.overall is not None:
        values |= {
            "score": composed.overall,
            "low": max(0.0, composed.overall - width),
            "high": min(100.0, composed.overall + width),
        }
        return refused + say(wording["provisional" if provisional else "scored"], values)
    return refused + say(wording["unscored"], values)


def _notes(
    answers: Answers,
    rated: Sequence[RatedAnswer],
    composed: Composite,
    pooled: PooledDelivery,
    phrases: Phrases,
    method: str,
) -> tuple[str, ...]:
    wording = phrases.notes
    answered = [found for found in rated if found.answer.answered]
    reasons = {r.reason for found in rated for r in found.dimensions.values() if r.score is None}
    deliveries = [p.delivery for found in rated for p in found.answer.parts if p.delivery]
    spoken = [d for d in deliveries if d.talk_seconds is not None]
    fillers = sum(d.filler_word_count or 0 for d in spoken if d.expected_filler_count is None)
    notes = [
        (any(r.transcript_uncertain for r in rated), "uncertain"),
        (any("too uncertain" in reason for reason in reasons), "unusable"),
        (any("language" in reason for reason in reasons), "language"),
        (answers.left_open > 0, "left_open"),
        (answers.set_aside_count > 0, "set_aside"),
        (bool(answers.after_questions), "after_questions"),
        (composed.capped, "off_topic"),
        (not makes_sense(answered), "no_sense"),
        (any(r.addresses_grader for r in rated), "injection"),
        (fillers > 0, "not_verbatim"),
        (bool(deliveries) and not spoken, "written"),
        (method == "basic" and bool(rated), "no_model"),
    ]
    values = {
        "cap": ASSESSING.off_topic_cap,
        "count": fillers,
        "aside": answers.set_aside_count,
        "after": len(answers.after_questions),
    }
    said = [say(wording[name], values) for holds, name in notes if holds]
    said += [
        say(wording["style_word"], {"word": word, "count": count})
        for word, count in pooled.style_words.items()
    ]
    if pooled.loss_shared:
        said.append(phrases.shared_loss)
    return tuple(said)


def _pace_notes(
    session: InterviewSession, pooled: PooledDelivery, phrases: Phrases
) -> tuple[str, ...]:
    """Return what to tell who chose to be compared with their own usual pace."""
    if not session.request.own_pace or pooled.pace is None:
        return ()
    name = "own_pace" if session.usual_wpm is not None else "own_pace_unknown"
    return (say(phrases.notes[name], pooled.measures),)
