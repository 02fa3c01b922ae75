"""Who is talked over, on word times alone: ours beside the build before and fixed silences.

People are drawn afresh from the seed, which is printed: six as drawn, a slow one, and one whose
every pause is long. Tuned on the seeds from 1 on; those from 1001 on are for looking only.
"""

import argparse
import random
import sys
from collections.abc import Callable, Iterator, Sequence

from bench.turn_taking.people import Person, Place, draw_people, shares
from bench.turn_taking.policies import Before, Fixed, Ours, Policy
from bench.turn_taking.replay import Replay
from bench.turn_taking.report import table
from core.interview import Patience

HELD_OUT = 1001

POLICIES: dict[str, Callable[[], Policy]] = {
    "silence .7": lambda: Fixed(0.7),
    "1.0": lambda: Fixed(1.0),
    "1.5": lambda: Fixed(1.5),
    "2.0": lambda: Fixed(2.0),
    "before": Before,
    "ours": Ours,
    "ours, quick": lambda: Ours(Patience.QUICK),
    "ours, patient": lambda: Ours(Patience.PATIENT),
}


def main(arguments: Sequence[str] = ()) -> int:
    """Print the tables; returns the exit status."""
    parser = argparse.ArgumentParser(prog="python -m bench turn_taking", description=__doc__)
    parser.add_argument("--seed", type=int, help="the first seed; drawn when not given")
    parser.add_argument("--draws", type=int, default=25, help="of eight people each")
    options = parser.parse_args(arguments)
    seed = options.seed if options.seed is not None else random.randrange(HELD_OUT, 1_000_000)
    draws = [draw_people(seed + n) for n in range(options.draws)]
    for line in lines(seed, draws):
        sys.stdout.write(f"{line}\n")
    return 0


def lines(seed: int, draws: Sequence[tuple[Person, ...]]) -> Iterator[str]:
    """Yield what is reported of these people."""
    everybody = tuple(person for people in draws for person in people)
    yield f"{len(everybody)} people, {2 * 8} answers each; seeds from {seed}"
    for place in (Place.BETWEEN, Place.WITHIN):
        drawn = ", ".join(f"{s:.0%} over {t:g} s" for t, s in shares(everybody, place).items())
        yield f"drawn pauses {place.value} sentences: {drawn}"
    for stops_doubled, heard in ((True, "as a small recogniser punctuates"), (False, "as written")):
        yield f"\n{heard}\n"
        columns = {}
        for name, new in POLICIES.items():
            replay = Replay(seed, stops_doubled)
            for number, person in enumerate(everybody):
                replay.play(number, person, new())
            columns[name] = replay.met
        yield from table(columns)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
