"""One candidate's talk with one interviewer: answers, barge-ins, backchannels, and their times."""

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from bench.candidates import Clip, Part, PauseKind, spoken_words
from bench.hearing import Span, audible_spans, cut_in, response_seconds, stop_seconds
from bench.pipelines import Pipeline
from wiring.candidate import SyntheticCandidate

THINKING_SECONDS = 0.4
QUIET_SECONDS = 1.2
LONGEST_RESPONSE_SECONDS = 20.0
INTO_UTTERANCE_SECONDS = 1.5
"""How long the interviewer has been speaking when it is interrupted."""
BACKCHANNEL_WATCH_SECONDS = 2.5
"""How much longer an utterance must last after a backchannel to count as carried on."""
START_DELAY_SECONDS = 0.08
"""What is before a clip in the candidate's audio queue, about."""

BARGE_INS = (2, 5)
BACKCHANNELS = (1, 6)
"""After which answers of a session, counted from 0, the interviewer is interrupted."""


@dataclass(frozen=True, slots=True)
class Answered:
    """What came of one answer. `turns` is how many turns the pipeline made of it."""

    voice: str
    pause: PauseKind
    seconds: float
    response_seconds: float | None
    cut_in: bool
    turns: int
    words_kept: bool


@dataclass
class Measured:
    """What came of a pipeline's sessions. Null: the interviewer was not speaking at the moment."""

    answers: list[Answered] = field(default_factory=list)
    barge_in_stops: list[float | None] = field(default_factory=list)
    backchannels_carried: list[bool | None] = field(default_factory=list)
    rooms: list[str] = field(default_factory=list)


@dataclass
class Talk:
    """A session going on. `begins` is told of every clip in the moment it is played."""

    pipeline: Pipeline
    candidate: SyntheticCandidate
    room: str
    begins: Callable[[Clip, float], None]
    measured: Measured

    async def hold(self, part: Part) -> None:
        """Say everything of a part. Raises `TimeoutError` when the interviewer does not turn up."""
        await self.candidate.wait_until_asked()
        for number, clip in enumerate(part.answers):
            await asyncio.sleep(THINKING_SECONDS)
            turns = await self.pipeline.user_turns(self.room, self.candidate)
            captions = len(self.candidate.captions)
            response, was_cut_in = await self._answer(clip)
            event = number in BARGE_INS or number in BACKCHANNELS
            if event and response is not None:
                await asyncio.sleep(INTO_UTTERANCE_SECONDS)
            else:
                await self._settle()
            said = [
                caption.text
                for caption in self.candidate.captions[captions:]
                if caption.speaker == "candidate" and caption.final
            ]
            self.measured.answers.append(
                Answered(
                    voice=clip.voice,
                    pause=clip.pause,
                    seconds=clip.seconds,
                    response_seconds=response,
                    cut_in=was_cut_in,
                    turns=await self.pipeline.user_turns(self.room, self.candidate) - turns,
                    words_kept=spoken_words(said) == spoken_words([clip.text]),
                )
            )
            if not event or response is None:
                continue
            if number in BARGE_INS:
                await self._barge_in(part.barge_ins[number % len(part.barge_ins)])
            else:
                await self._backchannel(part.backchannels[number % len(part.backchannels)])
            await self._settle()

    async def _say(self, clip: Clip) -> tuple[float, float]:
        """Say a clip; return when its first and its last sample went out."""
        self.begins(clip, time.monotonic() + START_DELAY_SECONDS)
        last = await self.candidate.speak(clip.samples)
        return last - clip.seconds, last

    async def _answer(self, clip: Clip) -> tuple[float | None, bool]:
        first, last = await self._say(clip)
        deadline = last + LONGEST_RESPONSE_SECONDS
        while time.monotonic() < deadline:
            spans = self._spans(first)
            if (response := response_seconds(spans, last)) is not None:
                return response, cut_in(spans, first, last)
            await asyncio.sleep(0.02)
        return None, cut_in(self._spans(first), first, last)

    async def _barge_in(self, clip: Clip) -> None:
        first, _ = await self._say(clip)
        spans = self._spans(first - INTO_UTTERANCE_SECONDS)
        self.measured.barge_in_stops.append(stop_seconds(spans, first))

    async def _backchannel(self, clip: Clip) -> None:
        first, _ = await self._say(clip)
        await asyncio.sleep(max(0.0, first + BACKCHANNEL_WATCH_SECONDS + 0.5 - time.monotonic()))
        went_on = stop_seconds(self._spans(first - INTO_UTTERANCE_SECONDS), first)
        carried = None if went_on is None else went_on >= BACKCHANNEL_WATCH_SECONDS
        self.measured.backchannels_carried.append(carried)

    async def _settle(self) -> None:
        """Wait until the interviewer has spoken and is quiet again, or gave no answer."""
        deadline = time.monotonic() + 3 * LONGEST_RESPONSE_SECONDS
        while time.monotonic() < deadline:
            now = time.monotonic()
            last = self.candidate.heard.last_audible_before(now)
            quiet = last is None or now - last > QUIET_SECONDS
            if quiet and self.candidate.agent_state == "listening":
                return
            await asyncio.sleep(0.05)

    def _spans(self, start: float) -> list[Span]:
        heard = self.candidate.heard
        return audible_spans(heard.times, heard.levels, start, time.monotonic())
