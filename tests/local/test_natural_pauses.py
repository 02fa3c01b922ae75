"""A synthetic speaker pauses as people do."""

import random

from local.natural_pauses import PAUSE_SECONDS, NaturalPauses
from local.spoken_script import ScriptedSilence, Speech, parse

TEXT = (
    "I led the team, and we moved one customer after the other because the old one was slow. "
    "It took nine weeks. In the end nobody had to work on a weekend."
)


def test_the_words_stay_the_same_and_begin_and_end_with_speech() -> None:
    for seed in range(20):
        steps = parse(NaturalPauses(random.Random(seed)).script(TEXT))
        assert " ".join(step.text for step in steps if isinstance(step, Speech)) == TEXT
        assert isinstance(steps[0], Speech)
        assert isinstance(steps[-1], Speech)


def test_the_same_seed_pauses_alike() -> None:
    first, second = (NaturalPauses(random.Random(3)).script(TEXT) for _ in range(2))
    assert first == second != NaturalPauses(random.Random(4)).script(TEXT)


def test_a_pause_that_was_written_is_kept_and_none_is_put_beside_it() -> None:
    script = NaturalPauses(random.Random(1)).script("We did it. [pause 3.5] And it was good.")
    steps = parse(script)
    assert [s.seconds for s in steps if isinstance(s, ScriptedSilence) and s.seconds == 3.5] == [
        3.5
    ]
    assert not any(
        isinstance(a, ScriptedSilence) and isinstance(b, ScriptedSilence)
        for a, b in zip(steps, steps[1:], strict=False)
    )


def test_pauses_are_no_shorter_and_no_longer_than_peoples() -> None:
    pauses = NaturalPauses(random.Random(2), 1.0)
    drawn = [pauses.within() for _ in range(500)]
    assert PAUSE_SECONDS[0] <= min(drawn) < max(drawn) <= PAUSE_SECONDS[1]
