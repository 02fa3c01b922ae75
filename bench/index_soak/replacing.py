"""`python replacing.py FOLDER REPLACEMENTS USERS EVERY`: replace passages, and say what is held.

It is run in the folder of the build that it measures, and uses nothing that an earlier build may
not have. Each line it prints is a JSON list: replacements done, open files, own megabytes.
"""

import asyncio
import json
import random
import sys
from collections.abc import Sequence
from pathlib import Path

import psutil

PASSAGES = 20
WIDTH = 384


class RandomVectors:
    """An embedder whose vectors mean nothing: what is measured is the store."""

    def __init__(self) -> None:
        self._chance = random.Random(7)

    async def embed(self, texts: Sequence[str]) -> list[list[float]]:
        """Return a random vector of unit length for each text."""
        return [self._vector() for _ in texts]

    def _vector(self) -> list[float]:
        values = [self._chance.gauss(0, 1) for _ in range(WIDTH)]
        length = sum(value * value for value in values) ** 0.5
        return [value / length for value in values]


async def main(folder: Path, replacements: int, users: int, every: int) -> None:
    """Replace the passages of one user after the other, and print what is held on the way."""
    sys.path.insert(0, str(Path.cwd()))
    from core.plan import Passage
    from storage.knowledge import Knowledge

    knowledge, process = Knowledge(RandomVectors(), folder), psutil.Process()
    for done in range(1, replacements + 1):
        texts = [f"Passage {number} of replacement {done}." for number in range(PASSAGES)]
        await knowledge.replace(done % users, [Passage(text=t, source="resume") for t in texts])
        if done % every == 0 or done == replacements:
            held = (done, process.num_fds(), process.memory_full_info().uss / 2**20)
            sys.stdout.write(f"{json.dumps(held)}\n")
            sys.stdout.flush()
    await knowledge.close()


if __name__ == "__main__":
    asyncio.run(main(Path(sys.argv[1]), *map(int, sys.argv[2:5])))
