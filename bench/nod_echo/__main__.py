"""Whether nods spoil what is heard: the same answers with and without their echo.

Drawn people's answers, in several voices, are given the interviewer's own hums where it would nod,
as a loud loudspeaker gives them back: 20 dB below the speaker. The local Whisper hears each answer
without them, with them, and with them as the interviewer hears it, after `NodEcho`. Transcripts
are compared word by word, without punctuation.
"""

import argparse
import asyncio
import random
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import httpx
import numpy as np
from livekit import rtc
from numpy.typing import NDArray

from agent.nods.echo import NodEcho
from agent.nods.sound import quiet
from agent.speech.nods import NODS
from bench.turn_taking.people import draw_people
from bench.turn_taking.report import share
from bench.voice.candidates import PIPER, Clip, spoken_words, voice_of
from bench.voice.drawn import chosen, prepare_drawn
from bench.voice.pipelines import Processes
from local.whisper import RecognitionRequest, Whisper
from prompts.loader import load_prompt, load_yaml
from wiring.candidate import SAMPLE_RATE

BACK_RATIO = 0.1
"""20 dB below the speaker."""
WAY_SECONDS = 0.25
"""From the interviewer to the loudspeaker and back."""
FRAME = SAMPLE_RATE // 50

Samples = NDArray[np.int16]


@dataclass
class Clock:
    """The seconds of the answer being listened to."""

    now: float = 0.0


def main(arguments: Sequence[str] = ()) -> int:
    """Print how many transcripts stay the same; returns the exit status."""
    parser = argparse.ArgumentParser(prog="python -m bench nod_echo", description=__doc__)
    parser.add_argument("--people", type=int, default=5)
    parser.add_argument("--turns", type=int, default=4, help="long answers of each, and follow-ups")
    parser.add_argument("--seed", type=int, help="of the people; drawn when not given")
    options = parser.parse_args(arguments)
    seed = options.seed if options.seed is not None else random.randrange(1_000_000)
    clips, hums = asyncio.run(_rendered(seed, options.people, options.turns))
    whisper, prompt = Whisper.load(), load_prompt("listening/verbatim").fill()

    def heard(samples: Samples) -> list[str]:
        request = RecognitionRequest(prompt=prompt)
        loud = samples.astype(np.float32) / 32768.0
        return spoken_words([segment.text for segment in whisper.recognise(loud, request)])

    same: dict[str, list[bool]] = {"with the echo": [], "after the suppression": []}
    nods = 0
    for clip in clips:
        at = nod_times(clip)
        nods += len(at)
        without, mixed = heard(clip.samples), with_echo(clip.samples, at, hums)
        same["with the echo"].append(heard(mixed) == without)
        same["after the suppression"].append(heard(suppressed(mixed, at, hums)) == without)
    sys.stdout.write(f"seed {seed}: {len(clips)} answers, {nods} nods\n\n")
    sys.stdout.write("| transcripts that stay the same | |\n|---|---:|\n")
    for label, found in same.items():
        sys.stdout.write(f"| {label} | {share(found)} |\n")
    return 0


async def _rendered(seed: int, people: int, turns: int) -> tuple[list[Clip], list[Samples]]:
    """Return the answers that have a place for a nod, and the hums."""
    with tempfile.TemporaryDirectory(prefix="greenroom-bench-") as folder:
        speech = Processes(Path(folder))
        speech.start_speech()
        try:
            await speech.wait_for_speech()
            parts = await prepare_drawn(
                tuple(chosen(draw_people(seed, people), people, turns)), speech.speech_url
            )
            async with httpx.AsyncClient(trust_env=False, timeout=60.0) as client:
                say = voice_of(PIPER, client, speech.speech_url)
                hums = [_hum(await say(text)) for text in load_yaml("listening/nods.yaml")]
        finally:
            speech.stop()
    return [clip for part in parts for clip in part.answers if nod_times(clip)], hums


def _hum(samples: Samples) -> Samples:
    frame = rtc.AudioFrame(samples.tobytes(), SAMPLE_RATE, 1, len(samples))
    return np.frombuffer(quiet(frame).data, np.int16)


def nod_times(clip: Clip) -> list[float]:
    """Return when a nod would be played in a clip: in pauses that last so long, seldom enough."""
    long = (p for p in clip.pauses if p.end_seconds - p.start_seconds >= NODS.after_seconds)
    return list(_apart(pause.start_seconds for pause in long))


def _apart(pauses: Iterator[float]) -> Iterator[float]:
    last = -NODS.apart_seconds
    for begins in pauses:
        at = begins + NODS.after_seconds
        if at - last >= NODS.apart_seconds:
            yield at
            last = at


def with_echo(samples: Samples, at: Sequence[float], hums: Sequence[Samples]) -> Samples:
    """Return the samples with a hum coming back after each of these seconds."""
    mixed = samples.astype(np.float32)
    level = _level(samples)
    for number, seconds in enumerate(at):
        hum = hums[number % len(hums)].astype(np.float32)
        first = round((seconds + WAY_SECONDS) * SAMPLE_RATE)
        part = hum[: max(0, len(mixed) - first)]
        mixed[first : first + len(part)] += part * (level * BACK_RATIO / _level(hum))
    return np.clip(mixed, -32768, 32767).astype(np.int16)


def suppressed(samples: Samples, at: Sequence[float], hums: Sequence[Samples]) -> Samples:
    """Return what `NodEcho` lets through, told of each hum as it is played."""
    clock = Clock()
    echo = NodEcho(lambda: clock.now)
    waiting = [(s, len(hums[n % len(hums)]) / SAMPLE_RATE) for n, s in enumerate(at)]
    through: list[Samples] = []
    for first in range(0, len(samples) - FRAME + 1, FRAME):
        clock.now = first / SAMPLE_RATE
        while waiting and waiting[0][0] <= clock.now:
            echo.expect(waiting.pop(0)[1])
        frame = rtc.AudioFrame(samples[first : first + FRAME].tobytes(), SAMPLE_RATE, 1, FRAME)
        through.append(np.frombuffer(echo._process(frame).data, np.int16))
    return np.concatenate(through)


def _level(samples: NDArray[np.int16] | NDArray[np.float32]) -> float:
    """Return the level of what is not silence."""
    loud = samples[np.abs(samples.astype(np.float32)) > 100].astype(np.float32)
    return float(np.sqrt((loud**2).mean())) if len(loud) else 1.0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
