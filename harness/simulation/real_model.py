"""`python -m harness.simulation.real_model`: simulated candidates and a real language model.

Every candidate is interviewed once at full length, the types in turn, with the words of the local
model, or of a server that runs already (`--at URL`). Simulated time does not pass while the model
writes: `--patience` is how long a first token may take here, and what would have come within the
deadline of a real interview is counted beside it. The page is written anew after every interview.
The exit status is 1 when anything was violated.
"""

import argparse
import asyncio
import logging
import statistics
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import httpx

from agent.interviewer import build_interviewer
from core.clock import utc_now
from core.settings import Settings, load_settings
from harness.language_process import language_process
from harness.simulation.__main__ import table
from harness.simulation.candidates import CANDIDATES
from harness.simulation.checks import violations
from harness.simulation.holding import Talk, hold
from llm.building import TALKING, build_model
from prompts.interview_types import interview_types

SEED = 7000
REQUEST_SECONDS = 3600.0
COMMAND = "python -m harness.simulation.real_model"

Violation = tuple[Talk, str, str]


async def simulate(
    settings: Settings, patience: float, candidates: Sequence[str], page: Path
) -> list[Violation]:
    """Hold the interviews one after the other and return everything that was violated."""
    wording = build_model(settings, replace(TALKING, request_seconds=REQUEST_SECONDS))
    assert wording is not None, "a server is named"
    # one interviewer each: a model that rests after failures is a matter of one interview
    talks: list[Talk] = []
    found: list[Violation] = []
    kinds = list(interview_types())
    try:
        for place, name in enumerate(candidates):
            interviewer = build_interviewer(wording, patience, utc_now)
            kind = kinds[place % len(kinds)]
            talk = await hold(interviewer, name, CANDIDATES[name], kind, SEED + place)
            talks.append(talk)
            for check, texts in violations(talk).items():
                found += [(talk, check, text) for text in texts]
            written = report(wording.name, talks, found, settings, patience)
            await asyncio.to_thread(page.write_text, written, "utf-8")
    finally:
        await wording.aclose()
    return found


def report(
    model: str, talks: list[Talk], found: list[Violation], settings: Settings, patience: float
) -> str:
    """Return the table of the simulation with what a real deadline would have made of it."""
    deadline = settings.wording_deadline_seconds
    first = [t.first_token_seconds for talk in talks for t in talk.said if t.first_token_seconds]
    kinds = sorted({str(talk.session.request.interview_type) for talk in talks})
    lines = [
        f"{model}, {utc_now().date().isoformat()}, `{COMMAND}`, patience {patience:g} s",
        f"types: {', '.join(kinds)}",
        "",
        table(talks, found),
    ]
    if first:
        late = sum(seconds > deadline for seconds in first)
        lines += [
            "",
            f"first token: median {statistics.median(first):.1f} s on this machine; "
            f"{late} of {len(first)} later than the {deadline:g} s of a real interview",
        ]
    for talk, check, text in found:
        kind = talk.session.request.interview_type
        lines.append(f"  {talk.candidate} / {kind} / {talk.session.id}: {check}: {text}")
    return "\n".join(lines) + "\n"


@contextmanager
def server(at: str | None, threads: int) -> Iterator[str]:
    """Give the base URL of a running server, or of one that is started for the while."""
    if at is not None:
        yield at
        return
    with language_process("--threads", str(threads)) as process:
        yield f"{process.url}/v1"


def main() -> int:
    """Run the simulation and print its page."""
    parser = argparse.ArgumentParser(prog=COMMAND, description=__doc__)
    parser.add_argument("--at", metavar="URL", help="base URL of a running server")
    parser.add_argument("--threads", type=int, default=2, help="of a server that is started")
    parser.add_argument("--patience", type=float, default=60.0, metavar="SECONDS")
    parser.add_argument("--count", type=int, default=len(CANDIDATES), help="how many candidates")
    parser.add_argument("--page", type=Path, default=Path("artifacts/real_model.txt"))
    options = parser.parse_args()
    # each fault of the model is in the table already
    logging.getLogger("agent.interviewer").setLevel(logging.ERROR)
    options.page.parent.mkdir(parents=True, exist_ok=True)
    with server(options.at, options.threads) as url:
        model = httpx.get(f"{url}/models", timeout=60).json()["data"][0]["id"]
        settings = load_settings(_env_file=None, llm_base_url=url, llm_model=model)
        names = list(CANDIDATES)[: options.count]
        found = asyncio.run(simulate(settings, options.patience, names, options.page))
    sys.stdout.write(options.page.read_text("utf-8"))
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
