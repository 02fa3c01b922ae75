"""`python -m harness.simulation`: simulated candidates by checks, at length, as a table.

Every candidate is interviewed in every interview type with templates, and then with a scripted
model that behaves differently at every turn. The exit status is 1 when anything was violated.
"""

import argparse
import asyncio
import sys
from collections import Counter

from agent.interviewer import build_interviewer
from core.ports import Interviewer
from harness.simulation.candidates import CANDIDATES
from harness.simulation.checks import CHECKS, violations
from harness.simulation.holding import Talk, hold
from harness.simulation.models import DEADLINE_SECONDS, ScriptedWording, restless_clock
from prompts.interview_types import interview_types


async def simulate(rounds: int) -> tuple[list[Talk], list[tuple[Talk, str, str]]]:
    """Return all talks and everything that was violated in them."""
    talks: list[Talk] = []
    found: list[tuple[Talk, str, str]] = []
    for number in range(rounds):
        for wording in (None, ScriptedWording("chaos", number)):
            interviewer: Interviewer = build_interviewer(
                wording, DEADLINE_SECONDS, restless_clock()
            )
            for place, (name, says) in enumerate(CANDIDATES.items()):
                for kind in interview_types():
                    seed = 1000 * number + 10 * place + list(interview_types()).index(kind)
                    minutes, questions = ((20, 4), (5, 3), (30, 6))[seed % 3]
                    talk = await hold(
                        interviewer, name, says, kind, seed, minutes=minutes, questions=questions
                    )
                    talks.append(talk)
                    for check, items in violations(talk).items():
                        found += [(talk, check, item) for item in items]
    return talks, found


def table(talks: list[Talk], found: list[tuple[Talk, str, str]]) -> str:
    """Return candidates by checks with counts of violated interviews, and who found the words."""
    held = Counter(talk.candidate for talk in talks)
    broken = Counter((name, check) for name, check in {(t.candidate, c) for t, c, _ in found})
    for name, check in list(broken):
        broken[name, check] = len(
            {id(talk) for talk, other, _ in found if talk.candidate == name and other == check}
        )
    numbers = {check: str(place) for place, check in enumerate(CHECKS, start=1)}
    lines = [f"{place:>3}  {check}" for check, place in numbers.items()]
    lines += ["", f"{'candidate':26}{'held':>5} " + "".join(f"{n:>4}" for n in numbers.values())]
    for name, count in held.items():
        cells = "".join(f"{broken[name, check] or '.':>4}" for check in CHECKS)
        lines.append(f"{name:26}{count:>5} {cells}")
    words = Counter(turn.worded_by for talk in talks for turn in talk.said)
    faults = Counter(fault for talk in talks for turn in talk.said for fault in turn.faults)
    lines += ["", "worded by: " + ", ".join(f"{who} {n}" for who, n in words.most_common())]
    lines += ["stood in because: " + ", ".join(f"{why} {n}" for why, n in faults.most_common())]
    lines += ["", f"{len(talks)} interviews, {len(found)} violations"]
    return "\n".join(lines)


def main() -> int:
    """Run the simulation and print its table."""
    parser = argparse.ArgumentParser(prog="python -m harness.simulation", description=__doc__)
    parser.add_argument("--rounds", type=int, default=3, help="times through all of them")
    parser.add_argument("--show", type=int, default=20, help="how many violations to print")
    arguments = parser.parse_args()
    talks, found = asyncio.run(simulate(arguments.rounds))
    sys.stdout.write(table(talks, found) + "\n")
    for talk, check, item in found[: arguments.show]:
        kind = talk.session.request.interview_type
        sys.stdout.write(f"  {talk.candidate} / {kind} / {talk.session.id}: {check}: {item}\n")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
