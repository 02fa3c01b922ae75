"""Where a transcript's sentences end."""

import pytest

from language.en.text.tokens import clean, sentences


@pytest.mark.parametrize(
    ("said", "read"),
    [
        ("I tested it. It held.", ["I tested it.", "It held."]),
        ("Really?! yes", ["Really?!", "yes"]),
        ("A queue, e.g. one table. Done", ["A queue, e.g. one table.", "Done"]),
        # dots that a recogniser sets for a silence
        ("It was wrong and... their auditors saw it.", None),
        ("A disagreement about … the importer.", None),
        ("We waited... It failed.", ["We waited...", "It failed."]),
        ("We waited...", ["We waited..."]),
        ("... um, yes", None),
    ],
)
def test_a_sentence_ends_where_the_speaker_stops_and_not_where_they_pause(
    said: str, read: list[str] | None
) -> None:
    assert [sentence.text for sentence in sentences(clean(said))] == (read or [said])
