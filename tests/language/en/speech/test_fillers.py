"""The rules that tell a filler from a word, one by one."""

import pytest

from core.plan import QuestionKind
from language.en.speech.fillers import count_style_words, find_fillers, lexical_word_count
from language.en.speech.hedges import find_hedges
from language.en.speech.spoken_words import spoken_turn


def expected(text: str) -> float:
    return sum(filler.probability for filler in find_fillers(spoken_turn(text, ()).words))


@pytest.mark.parametrize(
    "sound", ["um", "uh", "er", "erm", "eh", "hm", "mm", "ummm", "uhhh", "hmm"]
)
def test_a_filled_pause_counts_fully(sound: str) -> None:
    assert expected(f"we {sound} moved it") == 1.0


def test_ah_counts_only_where_it_stands_alone() -> None:
    assert expected("we moved it, ah, later") == 1.0
    assert expected("the ah moment came later") == 0.0


@pytest.mark.parametrize(
    "text",
    [
        "I would like to add",
        "I really like working here",
        "I like the new design",
        "people like their tools",
        "it looks like rain",
        "nothing like it exists",
        "more like a sketch",
        "it was just like before",
        "kind of like a queue",
        "like I said before",
        "tools like docker help",
        "it's like magic",
        "with people like that",
        "we used a queue like Kafka there",
        "that is what it was like",
    ],
)
def test_like_as_a_word_of_its_own_is_no_filler(text: str) -> None:
    assert expected(text) == 0.0


@pytest.mark.parametrize(
    ("text", "probability"),
    [
        ("it was like huge for everyone", 0.5),
        ("it was, like, huge for everyone", 0.8),
        ("it was uh like huge for everyone", 1.8),
        ("it's like um huge for everyone", 1.8),
    ],
)
def test_like_as_a_filler_counts_by_how_sure_the_rule_is(text: str, probability: float) -> None:
    assert expected(text) == pytest.approx(probability)


@pytest.mark.parametrize(
    ("text", "probability"),
    [
        ("it was, you know, slow", 0.95),
        ("do you know the answer", 0),
        ("we let you know early", 0),
        ("We left. You know what happened next", 0),
        ("it was slow, I mean, really slow", 0.95),
        ("what I mean is slow", 0),
        ("I mean that it was slow", 0),
    ],
)
def test_you_know_and_i_mean_count_unless_they_are_verbs(text: str, probability: float) -> None:
    assert expected(text) == pytest.approx(probability)


def test_style_words_are_counted_and_never_score() -> None:
    words = spoken_turn("So basically we actually moved it, so okay.", ()).words
    assert count_style_words(words) == {"so": 2, "basically": 1, "actually": 1, "okay": 1}
    assert find_fillers(words) == []


def test_lexical_words_leave_out_sounds_and_immediate_repetitions() -> None:
    words = spoken_turn("um the the um the queue was was full", ()).words
    assert lexical_word_count(words) == 4


@pytest.mark.parametrize(
    ("text", "weight"),
    [
        ("I'm not really sure it worked", 1.5),
        ("I'm no expert here", 1.5),
        ("this might be wrong", 1.5),
        ("maybe we can, I guess", 2.0),
        ("it was kind of slow", 1.0),
        ("it is a kind of index", 0.0),
        ("I don't really know", 1.0),
        ("perhaps a queue or something", 1.4),
        ("hopefully it is pretty much done", 1.0),
        ("I would say it might be fine", 0.6),
        ("we moved it", 0.0),
    ],
)
def test_hedges_have_their_weights(text: str, weight: float) -> None:
    assert find_hedges(text).weight == pytest.approx(weight)


@pytest.mark.parametrize(
    "ground", ["because the disk is full", "if it is cold", "by 20 percent", "with two disks"]
)
def test_calibrated_uncertainty_is_not_charged_in_technical_answers(ground: str) -> None:
    said = f"I think it might probably grow {ground}"
    assert find_hedges(said, QuestionKind.TECHNICAL).weight == 0
    assert find_hedges(said, QuestionKind.PAST_BEHAVIOUR).weight == pytest.approx(1.1)
    assert find_hedges("I think it might grow", QuestionKind.TECHNICAL).weight == pytest.approx(0.6)
    assert find_hedges(f"maybe it grows {ground}", QuestionKind.TECHNICAL).weight == 1.0


@pytest.mark.parametrize(
    "text",
    [
        "I worked in the ER for years",
        "we trained an HMM on the calls",
        "we always err on the safe side",
        "the gap was 5 mm wide",
        "uh-huh, that is right",
        "mm-hmm, so we moved it",
        "yeah uh huh we did",
    ],
)
def test_what_is_only_spelled_like_a_hesitation_is_none(text: str) -> None:
    assert expected(text) == 0.0


@pytest.mark.parametrize(
    ("written", "spoken"),
    [
        ("we had 300 users", "we had three hundred users"),
        ("it fell by 4.5% in 2019", "it fell by four point five percent in twenty nineteen"),
        ("it cost 1,200 euros", "it cost one thousand two hundred euros"),
    ],
)
def test_a_figure_counts_as_the_words_it_is_spoken_in(written: str, spoken: str) -> None:
    counts = [lexical_word_count(spoken_turn(text, ()).words) for text in (written, spoken)]
    assert counts[0] == counts[1]
