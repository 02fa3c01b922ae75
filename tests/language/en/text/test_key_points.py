"""Key points are found as people say them; lists of keywords are not answers."""

from core.plan import KeyPoint, coverage
from language.en.text.key_points import (
    find_key_points,
    find_misconceptions,
    hit_key_points,
)

INDEX = KeyPoint(
    text="An index speeds up reads",
    phrasings=("index speeds up reads", "faster lookup with an index"),
    weight=2,
)
WRITES = KeyPoint(
    text="An index costs writes",
    phrasings=("slows down writes", "update the index on every insert"),
)


def asserted(text: str, phrases: list[str]) -> tuple[bool, ...]:
    """Return for each misconception whether the text asserts it."""
    return tuple(found.hit for found in find_misconceptions(text, phrases))


def test_a_key_point_is_hit_through_other_forms_of_its_words() -> None:
    said = "Well, an index is speeding up the reads quite a lot."
    assert hit_key_points(said, [INDEX, WRITES]) == (True, False)


def test_a_bare_list_of_keywords_hits_nothing() -> None:
    assert hit_key_points("Index. Read. Speed. Slow. Write.", [INDEX, WRITES]) == (False, False)


def test_words_further_apart_than_the_window_do_not_make_a_key_point() -> None:
    between = "and then we went on to talk about something else entirely " * 3
    assert hit_key_points(f"An index {between} speeds up reads", [INDEX]) == (False,)
    assert hit_key_points(f"{between} an index speeds up all the reads", [INDEX]) == (True,)


def test_words_of_two_sentences_do_not_make_a_key_point() -> None:
    said = "We have an index on that table. It speeds up for me all of the reads."
    assert hit_key_points(said, [INDEX]) == (False,)


def test_the_sentence_that_says_it_is_the_quote() -> None:
    said = "First I looked. Adding an index would speed up these reads. Then I left."
    (found,) = find_key_points(said, [INDEX])
    assert found.sentence == "Adding an index would speed up these reads."


def test_coverage_is_weighted_and_counts_each_point_once() -> None:
    said = "An index speeds up reads, and the index speeds up reads again."
    hits = hit_key_points(said, [INDEX, WRITES])
    assert coverage(hits, [INDEX, WRITES]) == 2 / 3
    assert coverage((), ()) == 0


def test_an_empty_text_hits_nothing() -> None:
    assert hit_key_points("", [INDEX]) == (False,)
    assert asserted("", ["an index makes writes faster"]) == (False,)


def test_a_misconception_needs_its_words_in_order_and_its_negations() -> None:
    phrase = ["an index makes writes faster"]
    assert asserted("I think an index makes all writes much faster.", phrase) == (True,)
    assert asserted("An index does not make writes any faster.", phrase) == (False,)
    assert asserted("Faster disks make writes to an index cheap.", phrase) == (False,)
    denied = ["tcp does not guarantee order"]
    assert asserted("As I said TCP doesn't guarantee any order.", denied) == (True,)
    assert asserted("As I said TCP does guarantee order.", denied) == (False,)


def test_a_negation_counts_in_its_own_clause_and_not_in_another() -> None:
    phrase = ["an index makes writes faster"]
    said = "I would not say that in any case an index makes writes faster."
    assert asserted(said, phrase) == (False,)
    assert asserted("It is not free, an index makes writes faster.", phrase) == (True,)
    assert asserted("Unlike what I read, an index makes writes faster.", phrase) == (True,)
    assert asserted("It rather is a myth that an index makes writes faster.", phrase) == (False,)


def test_a_short_sentence_with_a_subject_says_something() -> None:
    rolled = KeyPoint(text="Rolled back", phrasings=("rolled back", "back it out"))
    assert hit_key_points("I rolled back.", [rolled]) == (True,)
    assert hit_key_points("Rolled back quickly.", [rolled]) == (False,)


def test_british_and_american_spellings_and_number_words_are_the_same_words() -> None:
    point = KeyPoint(
        text="x", phrasings=("normalize the behavior after 30 days", "normal in a month")
    )
    assert hit_key_points("We normalised its behaviour after thirty days.", [point]) == (True,)
