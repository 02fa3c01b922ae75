"""Every measure of a turn, on timelines whose numbers can be checked by hand."""

from dataclasses import replace

import pytest

from core.delivery import Delivery
from core.plan import QuestionKind
from core.turn import SpeechSegment, TimingBasis, TypingSegment
from tests.scoring.timeline import measure_turn, plain, spoken, turn, without_words


def test_pace_counts_lexical_words_between_the_first_and_the_last_word() -> None:
    measured = measure_turn(spoken(plain(40, "") + " [2] um we we finished it today."))
    # 40 + 7 words; "um" and the second "we" are not lexical; 47 words of .4 s and 2 s of silence
    assert (measured.word_count, measured.lexical_word_count) == (46, 44)
    assert measured.talk_seconds == pytest.approx(46 * 0.4 + 2)
    assert measured.words_per_minute == pytest.approx(60 * 44 / 20.4)
    assert measured.pause_seconds == pytest.approx(2)
    assert measured.articulation_rate_wpm == pytest.approx(60 * 44 / 18.4)
    assert measured.delivery_scorable


def test_the_response_time_is_measured_and_stays_outside_the_pace() -> None:
    said = spoken(plain(40), start=20.0)
    early = measure_turn(said, question_ended_seconds=19.0)
    late = measure_turn(said, question_ended_seconds=8.0)
    assert (early.response_time_seconds, late.response_time_seconds) == (1.0, 12.0)
    assert early.words_per_minute == late.words_per_minute


def test_an_answer_that_begins_before_the_question_ends_has_no_response_time() -> None:
    measured = measure_turn(spoken(plain(40), start=20.0), question_ended_seconds=21.0)
    assert measured.response_time_seconds is None
    assert "before the question" in measured.not_measured["response_time_seconds"]


def test_gaps_below_a_quarter_second_are_no_pauses() -> None:
    measured = measure_turn(spoken(plain(20, "") + " [0.24] " + plain(20)))
    assert measured.pauses == ()
    assert measured.pause_seconds == 0


def test_a_pause_longer_than_two_seconds_counts_once() -> None:
    inside = measure_turn(spoken("so we [2] moved it, then left. " + plain(30)))
    at_clause = measure_turn(spoken("so we moved it, [2] then left. " + plain(30)))
    assert inside.long_pause_weight == 1.0
    assert at_clause.long_pause_weight == 0.5
    assert inside.mid_clause_pause_count == 0, "a long pause is not also a short one"


def test_a_pause_of_four_seconds_counts_double() -> None:
    assert measure_turn(spoken("so we [4] moved it, then. " + plain(30))).long_pause_weight == 2.0
    assert measure_turn(spoken("so we moved it, [4] then. " + plain(30))).long_pause_weight == 1.0


def test_short_pauses_count_inside_clauses_only() -> None:
    measured = measure_turn(spoken("so [0.5] we [1.9] moved it, [1] then [0.4] left. " + plain(30)))
    assert measured.mid_clause_pause_count == 2
    assert measured.pauses is not None
    assert [p.mid_clause for p in measured.pauses] == [True, True, False, True]


@pytest.mark.parametrize("kind", [QuestionKind.TECHNICAL, QuestionKind.PROBLEM])
def test_the_first_five_seconds_of_a_technical_answer_are_for_thinking(kind: QuestionKind) -> None:
    said = spoken("well, [3] we [3] moved, then left. " + plain(30))
    measured = measure_turn(said, kind=kind)
    assert measured.pauses is not None
    assert [p.exempt for p in measured.pauses] == [True, True]
    assert measured.long_pause_weight == 0
    assert measure_turn(said, kind=QuestionKind.MOTIVATION).long_pause_weight == 1.5


@pytest.mark.parametrize("phrase", ["let me think", "give me a second", "let me think about that"])
def test_a_pause_after_asking_for_time_is_exempt(phrase: str) -> None:
    measured = measure_turn(
        spoken(plain(15) + f" {phrase} [5] we moved it, then left. " + plain(20))
    )
    assert measured.pauses is not None
    assert measured.pauses[0].exempt
    assert measured.long_pause_weight == 0


def test_without_punctuation_clauses_are_unknown_and_not_charged() -> None:
    measured = measure_turn(spoken("so we [2.5] moved it [1] then left " + plain(30, "")))
    assert measured.long_pause_weight == 0.5
    assert measured.mid_clause_pause_count is None
    assert "clauses" in measured.not_measured["mid_clause_pause_count"]


def test_voice_activity_alone_gives_pace_and_pauses_but_no_clauses() -> None:
    said = spoken(plain(20, ",") + " [1] " + plain(20))
    measured = measure_turn(without_words(said))
    assert measured.words_per_minute == pytest.approx(60 * 40 / 17)
    assert measured.pause_seconds == pytest.approx(1)
    assert measured.mid_clause_pause_count is None


def test_word_times_without_voice_activity_give_no_pace() -> None:
    said = replace(spoken(plain(40)), speech_segments=(), duration_seconds=None)
    measured = measure_turn(said)
    assert measured.words_per_minute is None
    assert "swallow pauses" in measured.not_measured["words_per_minute"]


def test_a_declared_duration_gives_pace_and_nothing_about_pauses() -> None:
    said = turn(plain(45), duration_seconds=18.0, timing_basis=TimingBasis.DECLARED_DURATION)
    measured = measure_turn(said)
    assert measured.words_per_minute == pytest.approx(150)
    assert measured.pauses is None
    assert measured.articulation_rate_wpm is None
    assert "silences" in measured.not_measured["pauses"]


@pytest.mark.parametrize("seconds", [0.0, -3.0, float("nan"), float("inf")])
def test_a_declared_duration_that_is_no_length_of_time_is_refused(seconds: float) -> None:
    said = turn(plain(45), duration_seconds=seconds, timing_basis=TimingBasis.DECLARED_DURATION)
    measured = measure_turn(said)
    assert measured.words_per_minute is None
    assert "not a length" in measured.not_measured["words_per_minute"]


def test_more_words_than_anybody_can_say_in_the_time_give_no_pace() -> None:
    said = turn(plain(100), duration_seconds=10.0, timing_basis=TimingBasis.DECLARED_DURATION)
    assert measure_turn(said).words_per_minute is None


def test_a_written_answer_has_no_times_and_keeps_its_words() -> None:
    measured = measure_turn(turn("I think we moved it because the disk was full, um, maybe."))
    assert measured.words_per_minute is None
    assert "written" in measured.not_measured["words_per_minute"]
    assert measured.hedge_weight == pytest.approx(1.3)
    assert measured.hedges == {"maybe": 1, "i think": 1}
    assert not measured.delivery_scorable


def test_fillers_of_a_transcript_that_is_not_verbatim_are_a_lower_bound() -> None:
    measured = measure_turn(spoken("um, so we moved it. " + plain(30), verbatim=False))
    assert measured.filler_word_count == 1
    assert measured.expected_filler_count is None
    assert "at least 1" in measured.not_measured["expected_filler_count"]


def test_a_cough_before_the_answer_is_not_part_of_it() -> None:
    said = spoken(plain(40), start=20.0)
    coughed = replace(said, speech_segments=(SpeechSegment(12.0, 12.4), *said.speech_segments))
    assert measure_turn(coughed) == measure_turn(said)


def test_overlapping_segments_are_one() -> None:
    said = spoken(plain(40), start=0.0)
    split = (SpeechSegment(8, 16), SpeechSegment(0, 9), SpeechSegment(5, 4))
    assert measure_turn(replace(said, speech_segments=split)).talk_seconds == pytest.approx(16)


def test_another_language_is_not_measured_as_english() -> None:
    said = turn(
        "Ich habe das Projekt mit meinem Team geleitet und wir haben die Datenbank auf eine neue "
        "Version gebracht, weil sie zu langsam war."
    )
    measured = measure_turn(said)
    assert measured.hedge_weight is None
    assert measured.sentiment is None
    assert "language" in measured.not_measured["hedge_weight"]


def test_an_answer_of_another_script_is_not_measured_as_english() -> None:
    measured = measure_turn(turn("Я перенёс базу данных на новый сервер и всё заработало."))
    assert "language" in measured.not_measured["sentiment"]


def test_the_delivery_gate_needs_thirty_words_and_ten_seconds() -> None:
    assert not measure_turn(spoken(plain(29))).delivery_scorable
    assert measure_turn(spoken(plain(30))).delivery_scorable
    assert not measure_turn(spoken(plain(30), word_seconds=0.3)).delivery_scorable


def test_sentiment_reads_the_words() -> None:
    good = measure_turn(turn("I love this work and the team was great.")).sentiment
    bad = measure_turn(turn("It was a terrible failure and everybody was angry.")).sentiment
    assert good is not None
    assert bad is not None
    assert bad < 0 < good


def test_the_mean_word_confidence_leaves_out_impossible_values() -> None:
    said = spoken("we moved it")
    odd = tuple(
        replace(word, confidence=value)
        for word, value in zip(said.words, (0.5, None, 7.0), strict=True)
    )
    assert measure_turn(replace(said, words=odd)).mean_word_confidence == 0.5


def test_every_null_has_its_reason() -> None:
    nullable = [name for name, f in Delivery.model_fields.items() if f.default is None]
    for said in (
        turn(""),
        turn("Yes."),
        turn(plain(50)),
        turn("Это ответ на другом языке, и его нельзя измерить."),
        without_words(spoken(plain(40))),
        spoken(plain(40), verbatim=False),
        turn(plain(45), duration_seconds=18.0, timing_basis=TimingBasis.DECLARED_DURATION),
    ):
        measured = measure_turn(said)
        nulls = {name for name in nullable if getattr(measured, name) is None}
        assert nulls == set(measured.not_measured), said.content[:20]


@pytest.mark.parametrize("keys", [(4.3, 5.0), (0.0, 90.0), (60.0, 63.9)])
def test_a_silence_with_keys_is_work_and_no_pause(keys: tuple[float, float]) -> None:
    said = spoken("so we moved [60] it, then left. " + plain(30), start=0.0)
    silent = measure_turn(said)
    worked = measure_turn(replace(said, typing=(TypingSegment(*keys),)))
    assert silent.pause_seconds == pytest.approx(60)
    assert worked.pause_seconds == 0
    assert worked.pauses == ()
    assert worked.long_pause_weight == 0
    assert worked.talk_seconds == pytest.approx((silent.talk_seconds or 0.0) - 60)
    unbroken = measure_turn(spoken("so we moved it, then left. " + plain(30)))
    assert worked.words_per_minute == pytest.approx(unbroken.words_per_minute)


def test_keys_while_somebody_speaks_excuse_no_other_silence() -> None:
    said = spoken("so we moved [4] it, then left. " + plain(30), start=0.0)
    typing = (TypingSegment(0.0, 1.0), TypingSegment(6.0, 8.0))
    assert measure_turn(replace(said, typing=typing)) == measure_turn(said)
