"""This build beside an earlier one: our own share of a turn, rules, lists, memory, with ratios.

`python -m bench beside --before CHECKOUT` runs the same benchmarks of both checkouts in turn, each
in a process of its own, and sets the rows of the same name side by side: medians over the rounds.
"""

import argparse
import re
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from statistics import median

HERE = Path(__file__).resolve().parents[2]
WHOLE: Mapping[str, Sequence[str]] = {
    "interviewer": (),
    "scoring": ("--runs", "10"),
    "api": (),
    "memory": ("--hosted",),
}
SMALL: Mapping[str, Sequence[str]] = {
    "interviewer": (),
    "scoring": ("--runs", "1"),
    "api": ("--sessions", "1000", "--seconds", "0.3", "--chunks", "200"),
    "memory": ("--hosted", "--answers", "1"),
}
_FIGURE = re.compile(r"\d+(?:\.\d+)?")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the benchmarks of both checkouts and print the table; returns the exit status."""
    parser = argparse.ArgumentParser(prog="python -m bench beside", description=__doc__)
    parser.add_argument("names", nargs="*", choices=(*WHOLE, []), help="all without one")
    parser.add_argument("--before", type=Path, required=True, help="a checkout of the other build")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--small", action="store_true", help="the smallest input: does it run?")
    options = parser.parse_args(arguments)
    asked = SMALL if options.small else WHOLE
    print_line("| what | before | now | now / before |")
    print_line("|---|---:|---:|---:|")
    for name in options.names or WHOLE:
        found: dict[Path, dict[str, list[float]]] = {}
        for _ in range(options.rounds):
            for checkout in (options.before, HERE):
                rows = found.setdefault(checkout, defaultdict(list))
                for label, value in figures(_run(checkout, name, asked[name])):
                    rows[label].append(value)
        for line in compared(found[options.before], found[HERE]):
            print_line(line)
    return 0


def figures(printed: str) -> Iterator[tuple[str, float]]:
    """Yield each row of the tables in Markdown with its processor time, or else the first figure
    that is no count (`n`)."""
    lines = printed.splitlines()
    column = 1
    for line, after in zip(lines, [*lines[1:], ""], strict=True):
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if not line.startswith("|") or line.startswith("|--"):
            continue
        if after.startswith("|--"):
            told = [at for at, cell in enumerate(cells) if at and cell != "n"]
            column = next((at for at in told if "processor time" in cells[at]), told[0])
        elif column < len(cells) and (figure := _FIGURE.search(cells[column])):
            yield cells[0], float(figure[0])


def compared(
    before: Mapping[str, Sequence[float]], now: Mapping[str, Sequence[float]]
) -> Iterator[str]:
    """Yield a line of the table for each row that both builds have."""
    for label in now:
        if label in before:
            was, is_now = median(before[label]), median(now[label])
            ratio = f"{is_now / was:.2f}" if was else "–"
            yield f"| {label} | {was:g} | {is_now:g} | {ratio} |"


def _run(checkout: Path, name: str, options: Sequence[str]) -> str:
    """Return what a benchmark of a checkout prints; its own errors go to the screen."""
    return subprocess.run(
        [sys.executable, "-m", f"bench.{name}", *options],
        cwd=checkout, check=True, stdout=subprocess.PIPE, text=True,
    ).stdout  # fmt: skip


def print_line(text: str) -> None:
    """Print a line at once: a run takes long."""
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
