"""Scripts with pauses, and what they render to."""

import httpx
import numpy as np
import pytest
from numpy.typing import NDArray

from core.errors import InvalidInputError, ProviderUnavailableError
from local.spoken_script import (
    ScriptedSilence,
    Speech,
    parse,
    piper_over_http,
    render,
    trim,
    words_of,
)

RATE = 1000


async def say(text: str) -> NDArray[np.int16]:
    """A second of sound for each word, with half a second of silence on both sides."""
    quiet = np.zeros(RATE // 2, np.int16)
    loud = np.full(RATE * len(text.split()), 8000, np.int16)
    return np.concatenate([quiet, loud, quiet])


def test_a_script_is_speech_and_pauses_in_order() -> None:
    steps = parse("I led the team [pause 1.2] and then\n um we decided [pause 2] to wait.")
    assert steps == [
        Speech("I led the team"),
        ScriptedSilence(1.2),
        Speech("and then um we decided"),
        ScriptedSilence(2.0),
        Speech("to wait."),
    ]


def test_the_words_of_a_script_leave_out_its_pauses() -> None:
    assert words_of("One [pause 3] two [pause 0.5] three.") == "One two three."


@pytest.mark.parametrize("mark", ["[pause]", "[pause -1]", "[laughs]", "[pause 1,5]", "[pause 61]"])
def test_any_other_mark_is_refused_by_name(mark: str) -> None:
    with pytest.raises(InvalidInputError, match="is not a pause"):
        parse(f"One {mark} two.")


async def test_pauses_are_exact_and_the_spoken_parts_are_told() -> None:
    spoken = await render("[pause 0.25] one two [pause 1.5] three", say, RATE)
    assert spoken.parts == ((0.25, 2.25), (3.75, 4.75))
    assert spoken.seconds == 4.75
    loud = np.flatnonzero(spoken.samples)
    assert (loud[0], loud[-1]) == (250, 4749)
    assert not spoken.samples[2250:3750].any()
    assert spoken.text == "one two three"


async def test_an_empty_script_is_no_sound() -> None:
    spoken = await render("  ", say, RATE)
    assert (spoken.seconds, spoken.parts) == (0.0, ())


def test_silence_alone_is_trimmed_to_nothing() -> None:
    assert len(trim(np.zeros(100, np.int16))) == 0


async def test_a_speech_server_that_is_away_is_named() -> None:
    async with httpx.AsyncClient() as client:
        unreachable = piper_over_http(client, "http://127.0.0.1:1", 16_000)
        with pytest.raises(ProviderUnavailableError, match=r"127\.0\.0\.1:1 did not speak"):
            await unreachable("Hello.")
