"""What is denied, asked or not known in a sentence is not said in it."""

import pytest

from language.en.stories.affirmed import affirmed


@pytest.mark.parametrize(
    ("sentence", "left"),
    [
        ("I have never worked with Kafka.", ""),
        ("We didn't use Kafka, but I tuned PostgreSQL for a year.", "but I tuned PostgreSQL"),
        ("Nobody else was there, so I ran the shift alone.", "so I ran the shift alone"),
        ("I ran the shift alone.", "I ran the shift alone"),
        ("Is it true that you use Kafka?", ""),
    ],
)
def test_only_what_is_affirmed_is_left(sentence: str, left: str) -> None:
    found = affirmed(sentence)
    assert left in found if left else "Kafka" not in found
