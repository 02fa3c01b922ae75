"""Prepared phrases are spoken at once, everything else by the voice."""

import asyncio
from collections.abc import AsyncIterator

from livekit import rtc

from agent.speech.prepared import AHEAD_SECONDS, PreparedPhrases, paced, split_lead


async def _text(*chunks: str) -> AsyncIterator[str]:
    for chunk in chunks:
        yield chunk


def _frame(seconds: float) -> rtc.AudioFrame:
    samples = int(24_000 * seconds)
    return rtc.AudioFrame(bytes(2 * samples), 24_000, 1, samples)


class OneVoice:
    """Speaks a phrase as two frames; fails where told to."""

    def synthesize(self, phrase: str) -> AsyncIterator[object]:
        async def frames() -> AsyncIterator[object]:
            from types import SimpleNamespace

            for _ in range(2):
                yield SimpleNamespace(frame=_frame(0.1))

        return frames()


async def test_a_text_that_begins_with_a_prepared_phrase_is_split_after_it() -> None:
    prepared = PreparedPhrases()
    await prepared.prepare(OneVoice(), ["Okay, thanks."])  # type: ignore[arg-type]
    lead, rest = await split_lead(_text("Okay, thanks. ", "What ", "then?"), prepared)
    assert lead == "Okay, thanks."
    assert [chunk async for chunk in rest] == ["What ", "then?"]
    frames = prepared.frames("Okay, thanks.")
    assert len(frames) == 2
    assert list(frames[0].userdata.values())[0][0] == "Okay, thanks. "
    assert frames[1].userdata == {}


async def test_every_other_text_is_left_whole() -> None:
    lead, rest = await split_lead(_text("What ", "then?"), PreparedPhrases())
    assert lead is None
    assert [chunk async for chunk in rest] == ["What ", "then?"]
    lead, rest = await split_lead(_text(), PreparedPhrases())
    assert (lead, [chunk async for chunk in rest]) == (None, [])


async def test_audio_is_handed_over_little_faster_than_it_plays() -> None:
    async def frames() -> AsyncIterator[rtc.AudioFrame]:
        for _ in range(14):
            yield _frame(0.1)

    clock = asyncio.get_running_loop().time
    started = clock()
    handed = [clock() - started async for _ in paced(frames())]
    assert len(handed) == 14
    assert handed[-1] >= 1.3 - AHEAD_SECONDS - 0.01
