"""Words that may have been misheard, found and left out."""

from language.en.speech.doubted import UNCLEAR, holds_doubted, plain_words, without_doubted

DOUBTED = plain_words(["Wrists,", "forty-two", "the"])


def test_words_are_compared_small_and_without_marks_and_empty_ones_left_out() -> None:
    assert frozenset({"wrists", "forty-two"}) == DOUBTED


def test_a_text_with_a_doubted_word_is_noticed() -> None:
    assert holds_doubted("so we cut the three wrists", DOUBTED)
    assert not holds_doubted("so we cut the three risks", DOUBTED)
    assert not holds_doubted("wrists", frozenset())


def test_doubted_words_are_marked_and_all_others_stand_as_they_were_said() -> None:
    marked = without_doubted("The Wrists, forty-two of them.", DOUBTED)
    assert marked == f"The {UNCLEAR}, {UNCLEAR} of them."
    assert without_doubted("Nothing here.", DOUBTED) == "Nothing here."
