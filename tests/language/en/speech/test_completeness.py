"""What a transcript so far sounds like."""

import pytest

from language.en.speech.completeness import completeness, is_backchannel
from language.observed import Completeness


@pytest.mark.parametrize(
    "text",
    [
        "Let me think.",
        "Good question, let me think about that.",
        "Give me a second.",
        "Hmm.",
        "Um, uh...",
        "Just a moment please.",
        "Hold on.",
    ],
)
def test_asking_for_time_holds_the_floor(text: str) -> None:
    assert completeness(text) is Completeness.HOLD


@pytest.mark.parametrize(
    "text",
    [
        "We decided to",
        "I led the team and then, um",
        "The main reason was because.",
        "So I wrote the.",
        "So that we could...",
        "It was deployed with the",
        "We had three problems,",
        "And I",
    ],
)
def test_a_last_word_that_needs_another_dangles(text: str) -> None:
    assert completeness(text) is Completeness.DANGLING


@pytest.mark.parametrize(
    "text",
    [
        "Could you repeat the question?",
        "Can you say that again",
        "What do you mean by that?",
        "I don't know.",
        "Let's skip this one.",
        "That's it.",
    ],
)
def test_what_asks_or_gives_up_needs_no_waiting(text: str) -> None:
    assert completeness(text) is Completeness.REQUEST


def test_a_preposition_seldom_ends_a_sentence() -> None:
    assert completeness("These were the people I worked with.") is Completeness.DOUBTFUL


def test_a_list_that_was_begun_and_not_continued_is_doubtful() -> None:
    assert completeness("There were two things we changed.") is Completeness.DOUBTFUL
    assert completeness("I wrote the plan and the first version.") is Completeness.COMPLETE
    assert (
        completeness("There were two things we changed. First the index, second the cache.")
        is Completeness.COMPLETE
    )


def test_words_without_a_sentence_end_are_open() -> None:
    assert completeness("we rewrote the importer in one week") is Completeness.OPEN


def test_a_finished_sentence_is_complete() -> None:
    assert completeness("We finished two weeks early and lost no data.") is Completeness.COMPLETE
    assert completeness("My manager agreed with that.") is Completeness.COMPLETE
    assert completeness("Our cycle time had gone down by a third.") is Completeness.COMPLETE


def test_nothing_said_is_open() -> None:
    assert completeness("  ") is Completeness.OPEN
    assert completeness("...") is Completeness.OPEN


@pytest.mark.parametrize("text", ["Okay.", "Mm-hm.", "Right, yeah.", "I see."])
def test_listening_sounds_are_backchannels(text: str) -> None:
    assert is_backchannel(text)


@pytest.mark.parametrize("text", ["Okay, but I disagree with that.", "Stop.", "", "No wait"])
def test_words_that_say_something_are_not_backchannels(text: str) -> None:
    assert not is_backchannel(text)
