"""Listening to an interview again, with the API's own means."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tests.agent.recording.sounds import decoded
from tests.end_to_end.interview import Interview

RATE = 24_000
WINDOW = RATE // 50
AUDIBLE = 0.02


@dataclass(frozen=True)
class Heard:
    """A recording: its stretches as the API tells them, and how loud each 20 ms of it are."""

    spans: list[dict[str, float]]
    levels: NDArray[np.float32]

    def position(self, offset: float) -> float:
        """Return where a second of the interview stands in the recording."""
        span = [span for span in self.spans if span["offset_seconds"] <= offset][-1]
        return span["position_seconds"] + offset - span["offset_seconds"]

    def is_heard_in(self, span: int) -> bool:
        """Whether anything is heard from the beginning of a stretch on; false without that one."""
        if span >= len(self.spans):
            return False
        return self.first_audible_after(self.spans[span]["position_seconds"]) is not None

    def first_audible_after(self, position: float) -> float | None:
        """Return when something is heard from a place on, null if nothing is."""
        from_here = round(position * RATE / WINDOW)
        loud = np.flatnonzero(self.levels[from_here:] > AUDIBLE)
        return (from_here + int(loud[0])) * WINDOW / RATE if len(loud) else None


async def listen_again(interview: Interview) -> Heard:
    """Fetch and decode what is there of the interview's recording."""
    path = f"/ai-interview/sessions/{interview.session_id}"
    told: dict[str, Any] = (await interview.client.get(path)).json()["recording"]
    answer = await interview.client.get(told["address"])
    answer.raise_for_status()
    samples = decoded(answer.content)
    windows = samples[: len(samples) // WINDOW * WINDOW].reshape(-1, WINDOW)
    return Heard(told["spans"], np.sqrt((windows**2).mean(axis=1)))
