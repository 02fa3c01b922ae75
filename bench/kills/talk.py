"""One spoken interview during which a part is killed, and what the candidate noticed of it."""

import asyncio
import re
import secrets
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from typing import Any

import httpx
import psutil
from livekit import rtc
from numpy.typing import NDArray

from bench.kills.stand import Stand, left_running
from core.interview import room_name
from harness.voices import flite
from language.en.text.sentences import split_sentences
from prompts.loader import load_yaml
from wiring.candidate import SAMPLE_RATE, SyntheticCandidate

VOICE = "slt"
ANSWERS = (
    "I was responsible for the importer, and I rewrote it within a month because it lost files.",
    "As a result nobody had to repair anything by hand, and that saved us two days every week.",
    "I decided on the smaller change, since we could take it back within a single day if needed.",
)
INTO_ANSWER_SECONDS = 2.0
"""How far into the second answer the candidate is when the part dies."""
DOWN_SECONDS = {
    **dict.fromkeys(("worker", "livekit", "web"), 2.0),
    **dict.fromkeys(("database", "redis", "chroma"), 5.0),
    "speech": 25.0,
}
"""After how long whoever watches over a part has started it again."""
UNNOTICED = ("web", "database", "redis", "chroma")
"""What the room does without: the next reply counts from the answer's end, as always."""
ASKED_AGAIN = ("cut_off", "cut_off_within", "cut_off_after", "not_heard")
"""The asides whose last sentence asks for an answer, or for the rest of it, again."""
LONGEST_SECONDS = 60.0
STORED_SECONDS = 20.0
SAME_ANSWER = 0.5
"""A stored turn with this share of an answer's words is that answer; the recogniser mishears."""


@dataclass
class Outcome:
    """A row of the table. `went_on_seconds` counts from `counted_from`; null: not in a minute."""

    part: str
    database: str
    counted_from: str = "the kill"
    went_on_seconds: float | None = None
    noticed: list[str] = field(default_factory=list)
    again: list[str] = field(default_factory=list)
    """What the candidate was asked to say again, and did."""
    lost: list[str] = field(default_factory=list)
    left: list[str] = field(default_factory=list)


@dataclass
class KilledTalk:
    """An interview that is held; `candidate` is another one after they had to join again."""

    stand: Stand
    client: httpx.AsyncClient
    session_id: int
    outcome: Outcome
    candidate: SyntheticCandidate = field(default_factory=SyntheticCandidate)
    disturbed: asyncio.Event = field(default_factory=asyncio.Event)
    killed_at: float = 0.0
    told: list[str] = field(default_factory=list)
    """What the interviewer said since then."""

    async def hold(self) -> None:
        """Give an answer, one in the middle of which the part dies, and one afterwards.

        Who is told that the second did not arrive, or not all of it, gives it again.
        """
        say = flite(VOICE, SAMPLE_RATE)
        clips = [await say(answer) for answer in ANSWERS]
        await self.join()
        await self.candidate.wait_until_asked()
        await self._answer(clips[0])
        before = await self._turns()
        watching = asyncio.create_task(self._note())
        try:
            started = await self._kill_within(clips[1])
            await self._until_it_goes_on()
            if await self._is_asked_again():
                if self._is_to_say_it_again():
                    self.outcome.again.append("answer 2")
                    await self._answer(clips[1])
                await self._answer(clips[2])
        finally:
            watching.cancel()
            await asyncio.gather(watching, return_exceptions=True)
        self.outcome.left = await asyncio.to_thread(left_running, started)
        self.outcome.lost = _lost(before, await self._until_stored())

    async def join(self) -> None:
        """Join the room with a new token, as a page that was opened."""
        params = {"room_name": room_name(self.session_id), "participant_name": "Jo"}
        path = f"{self.stand.addresses[0]}/ai-interview/livekit/token"
        answer = await self.client.post(path, params=params)
        answer.raise_for_status()
        access = answer.json()
        joined, self.disturbed = SyntheticCandidate(), asyncio.Event()
        await joined.join(access["url"], access["token"])
        joined.room.on("connection_state_changed", lambda *_: self.disturbed.set())
        self.candidate = joined

    async def _kill_within(self, clip: NDArray[Any]) -> list[psutil.Process]:
        speaking = asyncio.create_task(self.candidate.speak(clip))
        await asyncio.sleep(INTO_ANSWER_SECONDS)
        self.killed_at = time.monotonic()
        started = await asyncio.to_thread(self.stand.kill, self.outcome.part)
        await speaking
        if self.outcome.part == "web":
            path = f"{self.stand.addresses[1]}/ai-interview/sessions/{self.session_id}"
            told = (await self.client.get(path)).status_code
            self.outcome.noticed.append(f"the other API answered {told}")
        return started

    async def _until_it_goes_on(self) -> None:
        """Start the part again when its time is up, and note when the interviewer is there again.

        It counts from the answer's end where the room does without the part, from the start of a
        worker that had to be started anew, and else from the kill.
        """
        part, outcome, spoken_at = self.outcome.part, self.outcome, time.monotonic()
        down = DOWN_SECONDS.get(part)
        starting = asyncio.create_task(self._start_after(down)) if down else None
        counted_from = self.killed_at
        if part in UNNOTICED:
            outcome.counted_from, counted_from = "the answer's end", spoken_at
        if part == "worker" and starting is not None:
            await starting
            outcome.counted_from, counted_from = "its restart", time.monotonic()
        if part == "livekit":
            await self._join_again()
        with suppress(TimeoutError):
            async with asyncio.timeout(LONGEST_SECONDS):
                outcome.went_on_seconds = await self._went_on(spoken_at) - counted_from
        if starting is not None:
            await starting

    async def _start_after(self, seconds: float) -> None:
        await asyncio.sleep(max(0.0, self.killed_at + seconds - time.monotonic()))
        await asyncio.to_thread(self.stand.start, self.outcome.part)

    async def _join_again(self) -> None:
        """Join until it succeeds, once the connection is lost, as the page does."""
        lost = self.candidate
        async with asyncio.timeout(LONGEST_SECONDS):
            await self.disturbed.wait()
            while True:
                try:
                    await self.join()
                except (rtc.ConnectError, httpx.HTTPError):
                    await asyncio.sleep(0.5)
                else:
                    break
        self.outcome.noticed.append(f"{time.monotonic() - self.killed_at:.0f} s joined again")
        await lost.leave()

    async def _went_on(self, since: float) -> float:
        """Return when the interviewer is heard again; without a voice, when it goes on writing."""
        while True:
            attributes = self.candidate.agent_attributes
            if self.outcome.part == "speech" and attributes.get("interview.voiceless") == "true":
                return time.monotonic()
            heard = self.candidate.heard.first_audible_after(since)
            if heard is not None:
                return heard
            await asyncio.sleep(0.1)

    async def _is_asked_again(self) -> bool:
        try:
            return await self.candidate.wait_until_asked(timeout_seconds=LONGEST_SECONDS)
        except TimeoutError:
            self.outcome.noticed.append("not asked again within a minute")
            return False

    def _is_to_say_it_again(self) -> bool:
        asides = load_yaml("listening/asides.yaml")
        told = " ".join(self.told)
        return any(split_sentences(asides[name])[-1] in told for name in ASKED_AGAIN)

    async def _answer(self, clip: NDArray[Any]) -> None:
        """Speak, and return when the interviewer has replied and listens."""
        await self.candidate.speak(clip)
        with suppress(TimeoutError):
            await self.candidate.wait_for_state("speaking", timeout_seconds=LONGEST_SECONDS)
            await self.candidate.wait_until_asked(timeout_seconds=LONGEST_SECONDS)

    async def _note(self) -> None:
        """Write down, with their seconds, the interviewer's words and when it is missing."""
        watched, seen, was_there = self.candidate, len(self.candidate.captions), True
        while True:
            if watched is not self.candidate:
                watched, seen = self.candidate, 0
            after = f"{time.monotonic() - self.killed_at:.0f} s"
            for caption in watched.captions[seen:]:
                if caption.speaker == "interviewer" and caption.final:
                    self.told.append(caption.text)
                    self.outcome.noticed.append(f"{after} “{caption.text}”")
            seen = len(watched.captions)
            others = list(watched.room.remote_participants)
            is_there = any(not identity.startswith("candidate-") for identity in others)
            if self.killed_at and is_there != was_there:
                what = "interviewer there" if is_there else "interviewer gone"
                self.outcome.noticed.append(f"{after} {what}")
            was_there = is_there
            await asyncio.sleep(0.1)

    async def _turns(self) -> list[dict[str, Any]]:
        for address in self.stand.addresses:
            with suppress(httpx.TransportError):
                path = f"{address}/ai-interview/sessions/{self.session_id}"
                answer = await self.client.get(path)
                if answer.is_success:
                    return list(answer.json()["interactions"])
        return []

    async def _until_stored(self) -> list[dict[str, Any]]:
        """Return the turns once all answers are there, or `STORED_SECONDS` later."""
        deadline = time.monotonic() + STORED_SECONDS
        while True:
            found = await self._turns()
            if time.monotonic() > deadline or all(_holds(found, one) for one in ANSWERS):
                return found
            await asyncio.sleep(1.0)


@asynccontextmanager
async def talking(stand: Stand, part: str, database: str) -> AsyncIterator[KilledTalk]:
    """Sign somebody up and start a spoken interview that nobody has joined yet."""
    async with httpx.AsyncClient(trust_env=False, timeout=30.0) as client:
        account = {"email": f"{secrets.token_hex(8)}@example.com", "password": "correct horse 1"}
        registered = await client.post(f"{stand.addresses[0]}/auth/register", json=account)
        registered.raise_for_status()
        client.headers["Authorization"] = f"Bearer {registered.json()['access_token']}"
        body = {"title": "Kills", "interview_type": "behavioral", "mode": "voice"}
        started = await client.post(f"{stand.addresses[0]}/ai-interview/sessions", json=body)
        started.raise_for_status()
        session_id = int(started.json()["session_id"])
        talk = KilledTalk(stand, client, session_id, Outcome(part, database))
        try:
            yield talk
        finally:
            await talk.candidate.leave()


def _lost(before: Sequence[dict[str, Any]], after: Sequence[dict[str, Any]]) -> list[str]:
    """Return what is lost: stored turns that are gone, and answers that are in no turn."""
    there = {turn["id"] for turn in after}
    gone = [f"stored turn {turn['id']}" for turn in before if turn["id"] not in there]
    missing = [f"answer {n}" for n, answer in enumerate(ANSWERS, 1) if not _holds(after, answer)]
    return [*gone, *missing]


def _holds(turns: Sequence[dict[str, Any]], answer: str) -> bool:
    wanted = set(re.findall(r"\w+", answer.lower()))
    return any(
        len(wanted & set(re.findall(r"\w+", turn["content"].lower()))) >= SAME_ANSWER * len(wanted)
        for turn in turns
        if turn["role"] == "user"
    )
