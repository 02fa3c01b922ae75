"""How one turn was spoken: every measure, and why what is null is null.

Formulas: `docs/formulas.md#gates-and-pooling` and the four sections after it.

Pure: the same interaction gives the same delivery. Scores are made from pooled counts
(`scoring.delivery.pooling`), never from the rates of single turns.
"""

from typing import Any

from core.delivery import Delivery
from core.plan import QuestionKind
from core.turn import Interaction
from language.port import SpeechLanguage
from language.spoken import SpokenTurn, is_moment, usable_words
from scoring.delivery.pauses import count_pauses, find_pauses
from scoring.delivery.timing import Timing, time_turn
from scoring.delivery.tuned import DELIVERY

_TIMED_FIELDS = (
    "talk_seconds", "words_per_minute", "pause_seconds", "articulation_rate_wpm", "pauses",
    "long_pause_weight", "mid_clause_pause_count", "response_time_seconds",
)  # fmt: skip
_TEXT_FIELDS = (
    "filler_word_count", "expected_filler_count", "hedge_weight", "own_action_count", "sentiment",
)  # fmt: skip


def measure_turn(
    interaction: Interaction,
    language: SpeechLanguage,
    *,
    kind: QuestionKind | None = None,
    question_ended_seconds: float | None = None,
) -> Delivery:
    """Return the measures of one turn.

    `language` is the interview's, `kind` is that of the question being answered (it decides which
    uncertainty is a virtue and which thinking time is exempt); `question_ended_seconds` is when the
    interviewer stopped speaking, in seconds from the interview's start. Never raises on odd input:
    what cannot be measured is null, with its reason in `not_measured`.

    Rates: `words_per_minute` is SR = 60*N_lex/T with T from the first word to the last (the
    response latency is outside), `articulation_rate_wpm` is AR = 60*N_lex/(T-P).
    """
    turn = language.spoken(interaction.content, interaction.words)
    lexical = language.lexical_word_count(turn.words)
    confidence = _mean_confidence(interaction)
    measured: dict[str, Any] = {
        "lexical_word_count": lexical,
        "word_count": len(turn.words),
        "mean_word_confidence": confidence,
    }
    why: dict[str, str] = {}
    if confidence is None:
        why["mean_word_confidence"] = "the transcript carries no word confidences"
    unspoken = _why_nothing_can_be_measured(turn, language)
    if unspoken:
        why |= dict.fromkeys((*_TIMED_FIELDS, *_TEXT_FIELDS), unspoken)
        return Delivery(**measured, not_measured=why)
    _measure_text(interaction, turn, language, kind, measured, why)
    timing = _possible(time_turn(interaction, turn), lexical)
    _measure_times(turn, timing, language, kind, lexical, measured, why)
    _measure_response(interaction, timing, question_ended_seconds, measured, why)
    talk_seconds = timing.talk_seconds or 0.0
    return Delivery(
        **measured,
        delivery_scorable=lexical >= DELIVERY.scorable_words
        and talk_seconds >= DELIVERY.scorable_seconds,
        not_measured=why,
    )


def _why_nothing_can_be_measured(turn: SpokenTurn, language: SpeechLanguage) -> str:
    if not turn.words:
        return "nothing was said"
    if language.is_another_language(turn.text):
        return "not in the interview's language"
    return ""


def _measure_text(
    interaction: Interaction,
    turn: SpokenTurn,
    language: SpeechLanguage,
    kind: QuestionKind | None,
    measured: dict[str, Any],
    why: dict[str, str],
) -> None:
    fillers = language.fillers(turn.words)
    hedges = language.hedges(turn.text, kind)
    by_word: dict[str, int] = {}
    for filler in fillers:
        by_word[filler.word] = by_word.get(filler.word, 0) + 1
    measured |= {
        "filler_word_count": len(fillers),
        "filler_words": by_word,
        "style_words": language.style_words(turn.words),
        "hedge_weight": hedges.weight,
        "hedges": hedges.counts,
        "own_action_count": language.own_act_count(turn.text),
        "sentiment": language.sentiment(turn.text),
    }
    if interaction.asr_verbatim:
        measured["expected_filler_count"] = sum(filler.probability for filler in fillers)
    else:
        why["expected_filler_count"] = (
            f"the transcript is not verbatim: fillers said, at least {len(fillers)}"
        )


def _possible(timing: Timing, lexical: int) -> Timing:
    """Return the timing, or none where nobody can say that many words in that time."""
    if timing.talk_seconds is None or lexical * 60 <= DELIVERY.impossible_wpm * timing.talk_seconds:
        return timing
    reason = "more words than can be spoken in the measured time"
    return Timing(None, timing.start_seconds, None, reason, reason)


def _measure_times(
    turn: SpokenTurn,
    timing: Timing,
    language: SpeechLanguage,
    kind: QuestionKind | None,
    lexical: int,
    measured: dict[str, Any],
    why: dict[str, str],
) -> None:
    talk_seconds = timing.talk_seconds
    if talk_seconds is None:
        why |= dict.fromkeys(_TIMED_FIELDS[:-1], timing.reason)
        return
    measured |= {"talk_seconds": talk_seconds, "words_per_minute": 60 * lexical / talk_seconds}
    if timing.silences is None:
        why |= dict.fromkeys(_TIMED_FIELDS[2:-1], timing.silences_reason)
        return
    pauses = find_pauses(turn, timing, kind, language)
    counts = count_pauses(pauses)
    pause_seconds = sum(pause.seconds for pause in pauses)
    measured |= {
        "pause_seconds": pause_seconds,
        "articulation_rate_wpm": 60 * lexical / (talk_seconds - pause_seconds),
        "pauses": pauses,
        "long_pause_weight": counts.long_weight,
        "mid_clause_pause_count": counts.mid_clause,
    }
    if counts.mid_clause is None:
        why["mid_clause_pause_count"] = (
            "clauses cannot be told apart without word times and punctuation"
        )


def _measure_response(
    interaction: Interaction,
    timing: Timing,
    question_ended_seconds: float | None,
    measured: dict[str, Any],
    why: dict[str, str],
) -> None:
    """Set the time from the question's end to the first word; it is shown and never scored."""
    seconds: float | None = interaction.response_time_seconds
    if timing.start_seconds is not None and question_ended_seconds is not None:
        seconds = timing.start_seconds - question_ended_seconds
    if seconds is None:
        why["response_time_seconds"] = "the end of the question or the first word has no time"
    elif not is_moment(seconds) or seconds < 0:
        why["response_time_seconds"] = "the answer began before the question had ended"
    else:
        measured["response_time_seconds"] = seconds


def _mean_confidence(interaction: Interaction) -> float | None:
    """Return the mean confidence (0-1) of the words that carry one, or null."""
    known = [
        word.confidence
        for word in usable_words(interaction.words)
        if word.confidence is not None and 0 <= word.confidence <= 1
    ]
    return sum(known) / len(known) if known else None
