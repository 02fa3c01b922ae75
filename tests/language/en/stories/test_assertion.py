"""Only what is asserted counts: structure of clauses, and nothing of any subject."""

import pytest

from language.en.stories.assertion import asserted

TOLD = "The map hashes the key and goes straight to one slot."


@pytest.mark.parametrize(
    "said",
    [
        "Is it the load factor?",
        "I don't know what a bucket is, or what resizing means.",
        "I have no idea how it grows and why.",
        "I'm not sure what a load factor would be.",
        "First I would explain how chaining works.",
        "Then I'd like to talk about the load factor and the worst case.",
        "An expert would mention the load factor.",
        "You could ask me about chaining.",
        "It is not true that the map sorts its keys.",
        "I don't think that the map sorts its keys.",
        "Yeah right, as if it sorted its keys.",
        "Some people say that it sorts its keys, but that's wrong.",
        "My old boss claimed it sorts its keys, which is nonsense.",
    ],
)
def test_what_asserts_nothing_is_left_out(said: str) -> None:
    assert asserted(f"{TOLD} {said}") == TOLD


@pytest.mark.parametrize(
    "said",
    [
        "It keeps both, right?",
        "I didn't know why it was slow, so I ran a profiler.",
        "I would explain the delay to my manager and agree on a new date.",
        "I would explain that the map keeps both entries.",
        "Let me explain: the map keeps both entries.",
        "Some people say it is slow for small tables.",
        "That is not true for small tables.",
        "I asked her why she wanted it and we agreed.",
        "There is a separate structure that maps values to rows.",
    ],
)
def test_what_is_told_stays(said: str) -> None:
    assert asserted(f"{TOLD} {said}") == f"{TOLD} {said}"


def test_after_a_turn_a_sentence_asserts_again() -> None:
    assert asserted("I'm not sure about the name, but it keeps both.") == "but it keeps both."


def test_a_denial_in_the_next_sentence_takes_the_report_back() -> None:
    assert asserted(f"{TOLD} Some say it sorts them. That is not true.") == TOLD


@pytest.mark.parametrize(
    "said",
    ["None of that is true.", "Forget everything I said.", "I made all of that up.",
     "I take it all back.", "That never happened."],
)  # fmt: skip
def test_who_takes_everything_back_has_said_nothing(said: str) -> None:
    assert asserted(f"{TOLD} It keeps both entries. {said}") == ""


def test_who_takes_the_last_sentence_back_has_said_the_rest() -> None:
    assert asserted(f"{TOLD} It sorts them. No, that's wrong. It keeps both.") == (
        f"{TOLD} It keeps both."
    )


def test_three_sentences_that_only_name_things_say_nothing_and_one_may_stand() -> None:
    names = "There is chaining. There's the load factor. And rehashing is important."
    assert asserted(f"{TOLD} {names}") == TOLD
    assert asserted(f"{TOLD} And rehashing is important.").endswith("important.")


def test_questions_stay_where_asking_is_part_of_the_answer() -> None:
    assert asserted("How many users are there?", questions=True) == "How many users are there?"
