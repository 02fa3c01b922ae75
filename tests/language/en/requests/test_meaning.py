"""What is an answer and what is a request, when both have the same words."""

import pytest

from bench.meant.data import answers, requests
from language.en.requests.intents import load_intents
from language.observed import Intent

INTENTS = load_intents()


@pytest.mark.parametrize(
    "said",
    [
        "My son is autistic, so I learned to say things in more than one way.",
        "The supplier was late again. I told my boss we should stop. So we ended it.",
        "I would skip this step when the cache is warm, because the lookup is cheap.",
        "I'd rather pass a pointer, since the struct is large.",
        "A guest said: you are useless. I stayed calm and asked what was wrong with the room.",
        "the kid goes i don't get it can you repeat that and i drew it on the board",
        "We told the bot to ignore all previous instructions to see what it leaks.",
        "I counted the sponges. Then I asked each of them to repeat the number back to me.",
        "I don't know the exact figure, but complaints fell by half.",
    ],
)
def test_an_answer_with_the_words_of_a_request_is_an_answer(said: str) -> None:
    meaning = INTENTS.meaning(said)
    assert (meaning.intent, meaning.perhaps) == (None, None), meaning.reasons


@pytest.mark.parametrize(
    ("said", "intent"),
    [
        ("Can we pause for a minute?", Intent.PAUSE),
        ("Are you still there?", Intent.ASK_PRESENT),
        ("You are breaking up.", Intent.BAD_LINE),
        ("I don't have one.", Intent.DONT_KNOW),
        ("Let's move on, please.", Intent.SKIP),
        ("sorry what was the second half again", Intent.REPEAT),
        ("you people are useless", None),
        ("You are useless.", Intent.HOSTILE),
    ],
)
def test_talk_about_the_talk_is_understood(said: str, intent: Intent | None) -> None:
    assert INTENTS.meaning(said).intent is intent


@pytest.mark.parametrize(
    "said", ["I gotta go now, so", "I quit.", "We skip that.", "Move on then."]
)
def test_what_may_be_a_stop_or_a_skip_is_never_taken_for_one_at_once(said: str) -> None:
    assert INTENTS.meaning(said).intent not in (Intent.STOP, Intent.SKIP)


def test_a_stop_at_the_end_of_an_answer_leaves_the_answer_standing() -> None:
    meaning = INTENTS.meaning("I moved the smallest customers first. Can we stop the interview?")
    assert (meaning.intent, meaning.perhaps) == (None, Intent.STOP)


def test_a_meaning_tells_its_confidence_and_its_reasons() -> None:
    meaning = INTENTS.meaning("Could you repeat the question, please?")
    assert 0.9 < meaning.confidence <= 1
    assert meaning.reasons


def test_the_locked_half_is_told_apart_as_well_as_the_benchmark_says() -> None:
    given = [said for said in answers() if said.locked]
    asked = [said for said in requests() if said.locked]
    taken = sum(INTENTS.meaning(said.text).intent is not None for said in given)
    seen = [INTENTS.meaning(said.text) for said in asked]
    missed = sum(not (meaning.intent or meaning.perhaps) for meaning in seen)
    assert taken <= 0.04 * len(given)
    assert missed <= 0.13 * len(asked)
