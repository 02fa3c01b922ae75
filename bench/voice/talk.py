"""One candidate's talk with one interviewer: answers, barge-ins, backchannels, and their times."""

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from bench.turn_taking.people import Kind, Place
from bench.voice.candidates import Clip, Part, PauseKind, spoken_words
from bench.voice.hearing import (
    Span,
    audible_spans,
    began_in,
    cut_in,
    response_seconds,
    stop_seconds,
)
from bench.voice.pipelines import Pipeline
from wiring.candidate import SyntheticCandidate

THINKING_SECONDS = 0.4
QUIET_SECONDS = 1.2
LONGEST_RESPONSE_SECONDS = 20.0
INTO_UTTERANCE_SECONDS = 1.5
"""How long the interviewer has been speaking when it is interrupted."""
BACKCHANNEL_WATCH_SECONDS = 3.0
"""How long after a backchannel's first sample the utterance must still be going on."""
START_DELAY_SECONDS = 0.08
"""What is before a clip in the candidate's audio queue, about."""

BARGE_INS = (2, 5)
DRAWN_BARGE_INS = (0, 4, 8)
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
    said: str
    heard: str
    kind: Kind = Kind.DRAWN
    following_up: bool = False
    pauses: tuple[tuple[Place, bool], ...] = ()
    """Where each pause stood, and whether the interviewer began to be heard in it."""
    person: str = ""
    """Of the same person's answers the same."""
    nods: int = 0
    nods_met: int = 0
    """How often it hummed, and how often the voice was back before a hum was over."""
    nod_seconds: float | None = None
    """When it hummed after the last sample, before its reply; null when it did not."""

    @property
    def words_kept(self) -> bool:
        """Whether the captions hold every word once, in order."""
        return spoken_words([self.heard]) == spoken_words([self.said])


@dataclass(frozen=True, slots=True)
class Backchannel:
    """What "mm-hm" did to an utterance: end it (or become a turn), or make it stop for a moment."""

    ended_utterance: bool
    paused_utterance: bool


@dataclass(frozen=True, slots=True)
class Nods:
    """When the interviewer hummed during an answer and before its reply."""

    spans: tuple[Span, ...]
    met: int
    after_seconds: float | None


@dataclass
class Measured:
    """What came of a pipeline's sessions. A null stop: the interviewer was just not speaking."""

    answers: list[Answered] = field(default_factory=list)
    barge_in_stops: list[float | None] = field(default_factory=list)
    backchannels: list[Backchannel] = field(default_factory=list)
    handed_over: list[float | None] = field(default_factory=list)
    """When the reply came after "I'm done" was said with the last sample."""
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
            last_of_all = number == len(part.answers) - 1
            if part.pauses_are_drawn and last_of_all and self.pipeline.takes_requests:
                self.measured.handed_over.append(await self._hand_over(clip))
                await self._settle()
                return
            response, was_cut_in, pauses, nods = await self._answer(clip)
            barges_in = number in (DRAWN_BARGE_INS if part.pauses_are_drawn else BARGE_INS)
            event = bool(part.barge_ins) and barges_in
            event = event or (bool(part.backchannels) and number in BACKCHANNELS)
            if event and response is not None:
                await self._until_well_into_an_utterance()
            else:
                await self._settle()
            heard = [
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
                    said=clip.text,
                    heard=" ".join(heard),
                    kind=part.kind,
                    following_up=clip.following_up,
                    pauses=pauses,
                    person=self.room,
                    nods=len(nods.spans),
                    nods_met=nods.met,
                    nod_seconds=nods.after_seconds,
                )
            )
            if not event or response is None:
                continue
            if barges_in:
                await self._barge_in(part.barge_ins[number % len(part.barge_ins)])
            else:
                await self._backchannel(part.backchannels[number % len(part.backchannels)])
            await self._settle()

    async def _say(self, clip: Clip) -> tuple[float, float]:
        """Say a clip; return when its first and its last sample went out."""
        self.begins(clip, time.monotonic() + START_DELAY_SECONDS)
        last = await self.candidate.speak(clip.samples)
        return last - clip.seconds, last

    async def _answer(
        self, clip: Clip
    ) -> tuple[float | None, bool, tuple[tuple[Place, bool], ...], Nods]:
        first, last = await self._say(clip)
        response = await self._response(first, last)
        spans = self._spans(first)
        pauses = tuple(
            (pause.place, began_in(spans, first + pause.start_seconds, first + pause.end_seconds))
            for pause in clip.pauses
        )
        nods = self._nods(clip, first, last, response)
        return response, cut_in(spans, first, last), pauses, nods

    def _nods(self, clip: Clip, first: float, last: float, response: float | None) -> Nods:
        heard = self.candidate.nods_heard
        until = last + (LONGEST_RESPONSE_SECONDS if response is None else response)
        spans = audible_spans(heard.times, heard.levels, first, until)
        returns = [first + pause.end_seconds for pause in clip.pauses]
        met = sum(any(begins < back < ends for back in returns) for begins, ends in spans)
        return Nods(tuple(spans), met, response_seconds(spans, last))

    async def _hand_over(self, clip: Clip) -> float | None:
        """Say a clip and "I'm done" with its last sample; return when the reply came."""
        first, last = await self._say(clip)
        await self.candidate.ask("done")
        return await self._response(first, last)

    async def _response(self, first: float, last: float) -> float | None:
        """Return when the interviewer began to speak after the last sample, null if it did not."""
        deadline = last + LONGEST_RESPONSE_SECONDS
        while time.monotonic() < deadline:
            if (response := response_seconds(self._spans(first), last)) is not None:
                return response
            await asyncio.sleep(0.02)
        return None

    async def _barge_in(self, clip: Clip) -> None:
        first, last = await self._say(clip)
        await self._response(first, last)
        spans = self._spans(first - INTO_UTTERANCE_SECONDS)
        self.measured.barge_in_stops.append(stop_seconds(spans, first))

    async def _backchannel(self, clip: Clip) -> None:
        taken = await self.pipeline.taken_in(self.room, self.candidate)
        first, _ = await self._say(clip)
        await asyncio.sleep(max(0.0, first + BACKCHANNEL_WATCH_SECONDS - time.monotonic()))
        spans = self._spans(first - INTO_UTTERANCE_SECONDS)
        went_on = stop_seconds(spans, first)
        if went_on is None:
            return
        ignored = await self.pipeline.taken_in(self.room, self.candidate) == taken
        self.measured.backchannels.append(
            Backchannel(
                ended_utterance=not ignored or not spans or spans[-1][1] < time.monotonic() - 0.5,
                paused_utterance=went_on < BACKCHANNEL_WATCH_SECONDS - 0.5,
            )
        )

    async def _until_well_into_an_utterance(self) -> None:
        """Wait until the interviewer has been speaking for a while and still is, or gave up."""
        deadline = time.monotonic() + LONGEST_RESPONSE_SECONDS
        while time.monotonic() < deadline:
            now = time.monotonic()
            spans = self._spans(now - LONGEST_RESPONSE_SECONDS)
            if spans and now - spans[-1][1] < 0.1 and now - spans[-1][0] > INTO_UTTERANCE_SECONDS:
                return
            await asyncio.sleep(0.02)

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
