"""What counts as a request, also in what nobody would write."""

import pytest

from language.en.requests.intents import load_intents
from language.observed import Intent

INTENTS = load_intents()


@pytest.mark.parametrize("marks", ["?", "????????", "." * 30, "!" * 500])
def test_marks_that_are_typed_over_and_over_hide_no_request(marks: str) -> None:
    asked = f"Could you repeat the question{marks}"
    assert INTENTS.meaning(asked).intent is Intent.REPEAT


@pytest.mark.parametrize(
    "text", ["." * 20_000, "x'" * 10_000, "repeat" * 3_000, '"' * 20_000, "a,?" * 6_000]
)
def test_a_wall_of_characters_is_no_request_however_few_its_words(text: str) -> None:
    assert INTENTS.meaning(text).intent is None
