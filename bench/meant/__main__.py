"""How often answers and requests are told apart: `python -m bench.meant`.

It prints the open half, the locked half and what two other hands wrote, which is locked whole.
"""

import statistics
import sys
import time
from collections.abc import Sequence

from bench.meant.data import Said, answers, other_hand, requests
from language.en.requests.intents import Intents, load_intents
from language.observed import Intent

_WEIGHTY = (Intent.STOP, Intent.SKIP)
_ALIKE = ({Intent.AFFIRM, Intent.ACKNOWLEDGE}, {Intent.NEEDS_TIME, Intent.PAUSE})


def row(name: str, given: Sequence[Said], asked: Sequence[Said], intents: Intents) -> str:
    """Return a line of the table: shares of answers and requests that were taken for another."""
    seen = [intents.meaning(said.text) for said in given]
    taken = sum(meaning.intent is not None for meaning in seen)
    weighty = sum(meaning.intent in _WEIGHTY for meaning in seen)
    doubtful = sum(meaning.doubt is not None for meaning in seen)
    confirmed = sum(meaning.perhaps is not None for meaning in seen)
    heard = [(said, intents.meaning(said.text)) for said in asked]
    missed = [(said, meaning) for said, meaning in heard if not (meaning.intent or meaning.perhaps)]
    other = [
        (said, meaning)
        for said, meaning in heard
        if (found := meaning.intent or meaning.perhaps)
        and found != said.meant
        and not any(alike >= {found, Intent(said.meant)} for alike in _ALIKE)
    ]
    return (
        f"{name:8} {len(given):4} answers: taken for requests {taken / len(given):6.1%}, "
        f"stop or skip {weighty / len(given):6.1%}, asked about {confirmed / len(given):6.1%}, "
        f"in doubt {doubtful / len(given):6.1%} | "
        f"{len(asked):4} requests: missed {len(missed) / len(asked):6.1%}, "
        f"taken for another {len(other) / len(asked):6.1%}, "
        f"in doubt {sum(meaning.doubt is not None for _, meaning in heard) / len(asked):6.1%}"
    )


def main() -> None:
    """Print the table of all parts and the processor time of a decision in milliseconds."""
    intents = load_intents()
    given, asked = list(answers()), list(requests())
    lines = []
    for name, locked in (("open", False), ("locked", True)):
        half = [said for said in given if said.locked is locked]
        lines.append(row(name, half, [said for said in asked if said.locked is locked], intents))
    lines.append(row("2nd hand", *other_hand("second"), intents))
    lines.append(row("3rd hand", *other_hand("third"), intents))
    took = []
    for said in given:
        began = time.process_time()
        intents.meaning(said.text)
        took.append(1000 * (time.process_time() - began))
    took.sort()
    p95 = took[int(0.95 * len(took))]
    lines.append(
        f"a decision, processor time: median {statistics.median(took):.2f} ms, p95 {p95:.2f} ms"
    )
    sys.stdout.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
