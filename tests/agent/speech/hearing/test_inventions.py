"""What nobody said is dropped by voice and doubt, and by its wording never."""

from types import SimpleNamespace
from typing import Any

import pytest

from agent.speech.hearing.inventions import heard_in
from agent.speech.hearing.recogniser import parse
from agent.speech.transcript import Transcript, doubted_words
from language import of
from tests.agent.speech.timeline import Timeline


def segment(text: str, **doubts: float | None) -> SimpleNamespace:
    given = {"start": 0.0, "end": 2.0, "no_speech_prob": 0.01, "avg_logprob": -0.2}
    return SimpleNamespace(text=text, **{**given, "compression_ratio": 1.1, **doubts})


def answer(text: str, *segments: Any, words: tuple[Any, ...] = ()) -> SimpleNamespace:
    return SimpleNamespace(text=text, segments=list(segments), words=list(words))


@pytest.mark.parametrize("text", ["Thank you.", "Thanks for watching!", "Bye."])
def test_what_is_said_with_a_voice_stays_however_often_it_is_invented(text: str) -> None:
    heard = parse(answer(text, segment(text)))
    assert heard_in(heard, 0.6).text == text
    assert heard_in(heard, 0.6).inventions == ()


@pytest.mark.parametrize("text", ["Thank you.", "We rewrote it.", "Yes."])
@pytest.mark.parametrize("doubts", [{"no_speech_prob": 0.5}, {"avg_logprob": -0.9}])
def test_what_the_recogniser_doubts_and_hardly_any_voice_held_is_dropped(
    text: str, doubts: dict[str, float]
) -> None:
    heard = heard_in(parse(answer(text, segment(text, **doubts))), 0.1)
    assert (heard.text, heard.words) == ("", ())
    assert heard.inventions
    assert text in heard.inventions[0]


def test_more_words_than_a_moment_of_voice_can_hold_are_dropped() -> None:
    fillers = Transcript("Uh, uh, uh, uh, uh, uh, uh, uh, uh, uh, uh, uh.")
    assert heard_in(fillers, 0.2).text == ""
    assert heard_in(fillers, 2.5).text == fillers.text
    assert heard_in(Transcript("We did."), 0.0).text == "We did."


@pytest.mark.parametrize("compression_ratio", [5.1, None])
def test_one_thing_over_and_over_is_dropped_and_the_rest_stands(
    compression_ratio: float | None,
) -> None:
    loop = "I think so. " * 20
    said = segment("We moved it.", start=0.0, end=2.0)
    invented = segment(loop, start=2.0, end=9.0, compression_ratio=compression_ratio)
    heard = parse(answer(f"We moved it. {loop}", said, invented))
    assert heard.text == "We moved it."
    assert "over and over" in heard.inventions[0]


def test_no_no_no_is_said_by_people_and_stays() -> None:
    text = "No, no, no, no, we never did that."
    assert parse(answer(text, segment(text, compression_ratio=1.3))).text == text


def test_what_was_dropped_stands_on_the_turn_with_its_reason() -> None:
    line = Timeline().say("We moved it all to another region in March.", 5).pause(0.6)
    line.say("Uh, uh, uh, uh, uh, uh, uh, uh, uh, uh, uh, uh, uh, uh.", 0.2).pause(6)
    [turn] = line.turns
    assert turn.text == "We moved it all to another region in March."
    assert [fault for fault in turn.faults if "was not said" in fault]


def test_words_below_an_even_chance_are_doubted_and_small_words_never() -> None:
    words = tuple(
        SimpleNamespace(word=word, start=at, end=at + 0.2, probability=probability)
        for at, (word, probability) in enumerate(
            [("The", 0.2), ("three", 0.4), ("Wrists,", 0.31), ("we", 0.1), ("fixed", 0.9)]
        )
    )
    heard = parse(answer("The three wrists, we fixed", segment("x", end=9.0), words=words))
    assert doubted_words([heard], of("en")) >= {"wrists"}
    assert not doubted_words([heard], of("en")) & {"the", "we", "fixed"}


def test_where_words_have_no_probability_of_their_own_their_segments_stands_for_it() -> None:
    words = tuple(
        SimpleNamespace(word=word, start=at, end=at + 0.2)
        for word, at in (("ledger", 0.5), ("wrists", 3.0))
    )
    sure, unsure = segment("ledger"), segment("wrists", start=2.0, end=4.0, avg_logprob=-0.9)
    heard = parse(answer("ledger wrists", sure, unsure, words=words))
    assert doubted_words([heard], of("en")) == {"wrists"}
