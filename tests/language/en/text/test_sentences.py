"""Where sentences end, also in what nobody would write."""

import pytest

from language.en.text.sentences import split_sentences, take_sentences


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("I did it. Then it ran... and ended!", ["I did it.", "Then it ran...", "and ended!"]),
        ("Use a tool, e.g. a linter. Fine.", ["Use a tool, e.g. a linter.", "Fine."]),
        ('He said "stop." I stopped', ['He said "stop."', "I stopped"]),
        ("... . ! Yes. No", ["... . ! Yes.", "No"]),
        ("." * 20_000, []),
        ("." * 20_000 + " yes", ["." * 20_000 + " yes"]),
        (". " * 10_000 + "yes. no", [". " * 10_000 + "yes.", "no"]),
        ("a" * 20_000 + ". b", ["a" * 20_000 + ".", "b"]),
    ],
    ids=["plain", "abbreviation", "quote", "marks", "dots", "dots word", "spaced", "one word"],
)
def test_a_sentence_ends_at_its_mark_and_marks_alone_are_none(
    text: str, sentences: list[str]
) -> None:
    assert split_sentences(text) == [one.strip() for one in sentences]


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("I said no. Then we talked.", ["I said no.", "Then we talked."]),
        ("It was ticket no. 5 of ten. Done.", ["It was ticket no. 5 of ten.", "Done."]),
        ("Logs, metrics, etc. We read them.", ["Logs, metrics, etc.", "We read them."]),
        ("Logs, metrics, etc. were read.", ["Logs, metrics, etc. were read."]),
        ("It broke at 3 a.m. on a Sunday.", ["It broke at 3 a.m. on a Sunday."]),
        ("It broke at 3 a.m. Nobody knew.", ["It broke at 3 a.m.", "Nobody knew."]),
        ("I asked Dr. Who. She knew.", ["I asked Dr. Who.", "She knew."]),
    ],
)
def test_an_abbreviation_ends_a_sentence_only_where_it_does_not_go_on(
    text: str, sentences: list[str]
) -> None:
    assert split_sentences(text) == sentences
    assert split_sentences(text, transcript=True) == sentences


def test_only_in_a_transcript_lines_end_sentences_and_dots_are_pauses() -> None:
    text = "First line\nIt was... slow. Yes"
    assert split_sentences(text) == ["First line\nIt was...", "slow.", "Yes"]
    assert split_sentences(text, transcript=True) == ["First line", "It was... slow.", "Yes"]


def test_a_growing_text_is_cut_the_same_however_it_comes() -> None:
    text = "I said no. Then, e.g. at 3 a.m. on Monday, ticket no. 5 failed! Why? Etc. "
    whole, _ = take_sentences(text + "End")
    found, held = [], ""
    for letter in text + "End":
        finished, held = take_sentences(held + letter)
        found += finished
    assert found == whole == split_sentences(text)
