"""Which answers of an interview a judge looks at twice."""

import asyncio
from collections.abc import Awaitable, Callable

SecondLook = Callable[[int], Awaitable[bool]]
"""Is told how many dimensions a first look left unsure, and returns whether to look again."""


async def no_second_look(unsure: int) -> bool:
    """Grant none."""
    return False


class SecondLooks:
    """Half of the judged answers may be looked at a second time: those that were least sure.

    So an assessment takes at most one and a half calls an answer, or two of a single one. Who asks
    waits until the first look at all `answers` is over, of which only `judged` are put before the
    judge; of equally unsure ones the earlier is taken.
    """

    def __init__(self, answers: int, judged: int) -> None:
        self._answers = answers
        self._most = max(1, judged // 2)
        self._unsure: dict[int, int] = {}
        self._all_known = asyncio.Event()
        if not answers:
            self._all_known.set()

    def know(self, at: int, unsure: int = 0) -> None:
        """Take note of how many dimensions of an answer are unsure; the first word counts."""
        self._unsure.setdefault(at, unsure)
        if len(self._unsure) == self._answers:
            self._all_known.set()

    async def granted(self, at: int, unsure: int) -> bool:
        """Return whether the answer with this number is to be looked at again."""
        self.know(at, unsure)
        await self._all_known.wait()
        ranked = sorted(self._unsure, key=lambda other: (-self._unsure[other], other))
        return at in ranked[: self._most]
