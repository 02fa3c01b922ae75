"""Many start interviews at once: this build beside an earlier one, on the same machine in one run.

Users without pauses go through start, list, room token and message again and again; both builds are
asked in turns, each a process of its own with a database of its own. Every user has a profile with
a resume and a job posting, indexed beforehand, and asks for another role and topic each time. In a
further part others sign in all the while, which costs a password hash each.
"""

import argparse
import asyncio
import json
import signal
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Any

import httpx

from bench.api import start_shell, wait_for_shell
from bench.percentiles import percentile
from bench.request_load import Request, exchange
from core.interview import room_name
from harness.services.ports import free_port

PASSWORD = "correct horse battery"
KINDS = ("start", "list", "room token", "message")
SIGNING_IN = "sign in"
SETTLING_SECONDS = 1.0
ROLES = ("Backend engineer", "Data analyst", "Product manager", "Team lead", "Site engineer")
TOPICS = ("caching", "hiring", "incident reviews", "query tuning", "budgets", "test strategy")
TYPES = ("technical", "behavioral", "general", "system_design", "case")
ANSWER = (
    "At my last company the nightly job ran past six in the morning, so I measured every step, "
    "found that one query scanned the whole table, and added an index. It took 20 minutes then."
)
RESUME = """\
Senior engineer, Example Corp, 2018 to today
Led a team of five that moved billing to PostgreSQL and cut its costs by 30 %.
Built an event pipeline that takes {number} thousand events a minute.
Reduced the nightly job from six hours to {number} minutes with one index.
Introduced reviews of incidents and wrote the first {number} of them.
"""
POSTING = """\
We look for an engineer for platform team {number}.
Requirements:
- {number} years of Python or Go
- Experience with PostgreSQL and query tuning
- Kafka or another message broker
- You have led a small team
Nice to have:
- Kubernetes
- Terraform
"""


@dataclass(slots=True)
class Build:
    """A build that runs: where, its users' tokens, and what was measured, in milliseconds."""

    port: int
    tokens: list[str] = field(default_factory=list)
    taken: defaultdict[str, list[float]] = field(default_factory=lambda: defaultdict(list))


def main(arguments: Sequence[str] = ()) -> int:
    """Measure and print the tables; returns the exit status."""
    parser = argparse.ArgumentParser(prog="python -m bench starts", description=__doc__)
    parser.add_argument("--before", type=Path, help="a checkout of the build to compare with")
    parser.add_argument("--users", type=int, default=16)
    parser.add_argument("--signing-in", type=int, default=4, help="who sign in all the while")
    parser.add_argument("--seconds", type=float, default=20, help="of each round")
    parser.add_argument("--rounds", type=int, default=2)
    options = parser.parse_args(arguments)
    # told to end it takes down what it has started
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    here = Path(__file__).resolve().parents[2]
    checkouts = {"before": options.before, "now": here} if options.before else {"now": here}
    with tempfile.TemporaryDirectory(prefix="greenroom-bench-") as folder:
        for line in asyncio.run(_all(Path(folder), checkouts, options)):
            sys.stdout.write(f"{line}\n")
    return 0


async def _all(folder: Path, checkouts: dict[str, Path], options: argparse.Namespace) -> list[str]:
    lines: list[str] = []
    async with _running(folder, checkouts, options.users) as builds:
        for signing_in in (0, options.signing_in):
            for round_number in range(options.rounds):
                names = list(builds) if round_number % 2 else list(reversed(builds))
                for name in names:
                    await _load(builds[name], options.seconds, signing_in)
            asked = f"{options.users} users without pauses"
            lines += [f"**{asked}, and {signing_in} that sign in**" if signing_in else asked, ""]
            lines += [*_table(builds, (*KINDS, SIGNING_IN) if signing_in else KINDS), ""]
            for build in builds.values():
                build.taken.clear()
    return lines


def _table(builds: dict[str, Build], kinds: Sequence[str]) -> Iterator[str]:
    both = len(builds) == 2
    header = ["", *(f"{name}, {what}" for what in ("p50", "p95", "n") for name in builds)]
    header += ["now / before, p50", "now / before, p95"] if both else []
    yield f"| {' | '.join(header)} |"
    yield f"|---|{'---:|' * (len(header) - 1)}"
    for kind in kinds:
        figures = {
            percent: [percentile(build.taken[kind], percent) or 0.0 for build in builds.values()]
            for percent in (50, 95)
        }
        cells = [f"{value:.0f} ms" for percent in (50, 95) for value in figures[percent]]
        cells += [str(len(build.taken[kind])) for build in builds.values()]
        if both:
            cells += [f"{now / before:.2f}" if before else "–" for before, now in figures.values()]
        yield f"| {kind} | {' | '.join(cells)} |"


async def _load(build: Build, seconds: float, signing_in: int) -> None:
    until = time.perf_counter() + seconds
    numbers = count()
    users = [_interviews(build, token, until, numbers) for token in build.tokens]
    others = [_signs_in(build, number, until) for number in range(signing_in)]
    await asyncio.gather(*users, *others)


async def _interviews(build: Build, token: str, until: float, numbers: "count[int]") -> None:
    """Start interview after interview, and look at and answer each once."""
    reader, writer = await asyncio.open_connection("127.0.0.1", build.port)

    async def ask(kind: str, request: Request) -> Any:
        begun = time.perf_counter()
        body = await exchange(reader, writer, token, request)
        build.taken[kind].append((time.perf_counter() - begun) * 1000)
        return json.loads(body)

    try:
        while time.perf_counter() < until:
            started = await ask("start", _start(next(numbers)))
            await ask("list", Request("GET", "/ai-interview/sessions"))
            room = f"participant_name=Ada&room_name={room_name(started['session_id'])}"
            await ask("room token", Request("POST", f"/ai-interview/livekit/token?{room}"))
            said = json.dumps({"message": ANSWER}).encode()
            target = f"/ai-interview/sessions/{started['session_id']}/message"
            await ask("message", Request("POST", target, said))
    finally:
        writer.close()
        await writer.wait_closed()


def _start(number: int) -> Request:
    topic, other = (TOPICS[(number + step) % len(TOPICS)] for step in (0, 1 + number // 7 % 5))
    body = {
        "title": f"Practice {number}",
        "interview_type": TYPES[number % len(TYPES)],
        "role_context": f"{ROLES[number % len(ROLES)]} {number}",
        "custom_instructions": f"Focus on {topic} for round {number} and {other}",
        "question_count": 8,
    }
    return Request("POST", "/ai-interview/sessions", json.dumps(body).encode())


async def _signs_in(build: Build, number: int, until: float) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", build.port)
    request = Request("POST", "/auth/login", json.dumps(_credentials(number)).encode())
    try:
        while (begun := time.perf_counter()) < until:
            await exchange(reader, writer, "", request)
            build.taken[SIGNING_IN].append((time.perf_counter() - begun) * 1000)
    finally:
        writer.close()
        await writer.wait_closed()


@asynccontextmanager
async def _running(
    folder: Path, checkouts: dict[str, Path], users: int
) -> AsyncIterator[dict[str, Build]]:
    """Start the builds, each with this many users that have a profile."""
    builds: dict[str, Build] = {}
    processes = []
    try:
        for name, checkout in checkouts.items():
            own = folder / name
            own.mkdir()
            url = f"sqlite+aiosqlite:///{own / 'greenroom.db'}"
            _migrate(checkout, url)
            builds[name] = Build(free_port())
            process = start_shell("ours", builds[name].port, url, own, checkout)
            processes.append(process)
            await wait_for_shell(process, builds[name].port)
            await _sign_up(builds[name], users)
        yield builds
    finally:
        for process in processes:
            process.terminate()
        for process in processes:
            process.wait(timeout=30)


def _migrate(checkout: Path, url: str) -> None:
    code = "import asyncio, sys; from storage import Database; db = Database(sys.argv[1])"
    code = f"{code}; asyncio.run(db.migrate())"
    subprocess.run([sys.executable, "-c", code, url], cwd=checkout, check=True)


async def _sign_up(build: Build, users: int) -> None:
    base_url = f"http://127.0.0.1:{build.port}"
    async with httpx.AsyncClient(base_url=base_url, timeout=120) as client:
        for number in range(users):
            answer = await client.post("/auth/register", json=_credentials(number))
            answer.raise_for_status()
            build.tokens.append(answer.json()["access_token"])
            headers = {"Authorization": f"Bearer {build.tokens[-1]}"}
            profile = {
                "current_role": "Senior engineer",
                "target_role": "Staff engineer",
                "technical_skills": ["Python", "PostgreSQL", "Kafka"],
                "resume_text": RESUME.format(number=number + 2),
                "job_description": POSTING.format(number=number + 2),
            }
            saved = await client.post("/ai-interview/profile", json=profile, headers=headers)
            if saved.status_code == httpx.codes.BAD_REQUEST:  # a build without postings
                del profile["job_description"]
                saved = await client.post("/ai-interview/profile", json=profile, headers=headers)
            saved.raise_for_status()
            indexed = await client.post("/ai-interview/profile/index", headers=headers)
            indexed.raise_for_status()
        # whatever a build does once in its life it has done
        for number in range(2 * len(TYPES)):
            body = _start(number).body
            started = await client.post("/ai-interview/sessions", content=body, headers=headers)
            started.raise_for_status()
            await asyncio.sleep(SETTLING_SECONDS)


def _credentials(number: int) -> dict[str, str]:
    return {"email": f"ada{number}@example.com", "password": PASSWORD}


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
