"""Words that may have been misheard, found and left out."""

from language.doubted import UNCLEAR, plain_words, without_doubted

DOUBTED = plain_words(["Wrists,", "forty-two", "the"], frozenset(["the"]))


def test_words_are_compared_small_and_without_marks_and_empty_ones_left_out() -> None:
    assert frozenset({"wrists", "forty-two"}) == DOUBTED


def test_doubted_words_are_marked_and_all_others_stand_as_they_were_said() -> None:
    marked = without_doubted("The Wrists, forty-two of them.", DOUBTED)
    assert marked == f"The {UNCLEAR}, {UNCLEAR} of them."
    assert without_doubted("Nothing here.", DOUBTED) == "Nothing here."
