"""Follow-ups of simulated interviews for two readers: `python -m harness.simulation.follow_ups`.

Holds interviews by the authored wordings and prints a sample of the follow-ups, each with the
question, the answer and nothing that tells which build it is of. `docs/follow-ups.md` says how
they are judged.
"""

import argparse
import asyncio
import random
import sys
from typing import NamedTuple

from agent.interviewer import build_interviewer
from core.clock import utc_now
from core.move import MoveKind
from core.turn import Role
from harness.simulation.candidates import CANDIDATES
from harness.simulation.holding import Talk, hold
from prompts.interview_types import interview_types

_ANSWERING = ("excellent", "average", "terse", "vague", "rambling", "non-native", "thinks aloud",
              "changes the answer", "contradicts the resume", "takes the stop back")  # fmt: skip
"""Who answers at all: what is said to anybody else is no follow-up."""
_FOLLOW_UPS = (MoveKind.PROBE, MoveKind.CHALLENGE)
_LAST_WORDS = 60


class Read(NamedTuple):
    """One follow-up as a reader sees it: what was asked, the end of the answer, what came next."""

    asked: str
    answer: str
    follow_up: str


def follow_ups(talk: Talk) -> list[Read]:
    """Return the follow-ups of one interview in order."""
    found: list[Read] = []
    asked = answer = ""
    for turn in talk.turns:
        if turn.role is Role.USER:
            answer = turn.text
            continue
        if turn.move and turn.move.kind in _FOLLOW_UPS:
            words = answer.split()
            cut = "… " if len(words) > _LAST_WORDS else ""
            found.append(Read(asked, cut + " ".join(words[-_LAST_WORDS:]), turn.text))
        asked = turn.text
    return found


async def held(interviews: int) -> list[Read]:
    """Return the follow-ups of so many interviews, candidates and types in turn."""
    interviewer = build_interviewer(None, 1.0, utc_now)
    found: list[Read] = []
    types = interview_types()
    for seed in range(interviews):
        name = _ANSWERING[seed % len(_ANSWERING)]
        kind = types[seed // len(_ANSWERING) % len(types)]
        found += follow_ups(await hold(interviewer, name, CANDIDATES[name], kind, 1000 + seed))
    return found


def main() -> None:
    """Print a sample of the follow-ups, numbered, and how many there are."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--interviews", type=int, default=200)
    parser.add_argument("--sample", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    found = asyncio.run(held(given.interviews))
    chosen = random.Random(given.seed).sample(found, min(given.sample, len(found)))
    lines = [f"{len(found)} follow-ups in {given.interviews} interviews\n"]
    for number, (asked, answer, follow_up) in enumerate(chosen, 1):
        lines.append(f"{number}. Q: {asked}\n   A: {answer}\n   F: {follow_up}\n")
    sys.stdout.write("\n".join(lines))


if __name__ == "__main__":
    main()
