"""Drawn people rendered in several voices, with their pauses where they made them."""

from collections.abc import Iterator, Sequence

import httpx

from bench.turn_taking.people import Kind, Person, Place
from bench.voice.candidates import (
    VOICES,
    Clip,
    ClipPause,
    Part,
    PauseKind,
    at_level,
    load_scripts,
    make_clip,
    voice_of,
    words_with_times,
)
from local.natural_pauses import PAUSE_SECONDS
from local.spoken_script import Speech, Spoken, parse, render
from wiring.candidate import SAMPLE_RATE


def chosen(people: Sequence[Person], count: int, answers: int) -> Iterator[Person]:
    """Yield `count` people, the slow and the stress one among them, with their first answers.

    `answers` counts the long ones; each is followed by a short one.
    """
    by_kind = [
        *[person for person in people if person.kind is Kind.DRAWN][: max(1, count - 2)],
        *[person for person in people if person.kind is not Kind.DRAWN],
    ]
    for person in by_kind[:count]:
        yield Person(person.kind, person.median_seconds, person.answers[: 2 * answers])


async def prepare_drawn(people: Sequence[Person], speech_url: str) -> tuple[Part, ...]:
    """Return one part per person, the voices by turns.

    Raises `ProviderUnavailableError` when the speech server does not speak, `RuntimeError` when
    flite does not.
    """
    parts: list[Part] = []
    async with httpx.AsyncClient(trust_env=False, timeout=60.0) as client:
        for number, person in enumerate(people):
            voice = VOICES[number % len(VOICES)]
            say = voice_of(voice, client, speech_url)
            clips: list[Clip] = []
            for answer in person.answers:
                spoken = await render(answer.script, say, SAMPLE_RATE)
                clips.append(
                    Clip(
                        voice,
                        spoken.text,
                        at_level(spoken.samples),
                        words_with_times(answer.script, spoken),
                        PauseKind.NONE,
                        pauses=tuple(pauses_of(answer.script, spoken)),
                        following_up=answer.following_up,
                    )
                )
            barge_ins = [await make_clip(text, voice, say) for text in load_scripts().barge_ins]
            parts.append(
                Part(
                    voice,
                    tuple(clips),
                    tuple(barge_ins),
                    (),
                    kind=person.kind,
                    pauses_are_drawn=True,
                )
            )
    return tuple(parts)


def pauses_of(script: str, spoken: Spoken) -> Iterator[ClipPause]:
    """Yield the pauses of a rendered script that are long enough to be some."""
    texts = [step.text for step in parse(script) if isinstance(step, Speech)]
    for text, (_, start), (end, _) in zip(texts, spoken.parts, spoken.parts[1:], strict=False):
        if end - start >= PAUSE_SECONDS[0]:
            finished = text.rstrip().endswith((".", "!", "?"))
            yield ClipPause(Place.BETWEEN if finished else Place.WITHIN, start, end)
