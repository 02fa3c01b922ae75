"""Where sentences end, also in what nobody would write."""

import pytest

from language.en.text.sentences import split_sentences


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
