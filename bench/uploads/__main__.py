"""`python -m bench uploads [--before FOLDER]`: resumes uploaded over HTTP, old and new in turns.

Each build's API runs as a process of its own with the embedding model and the embedded store, on a
new SQLite database. The same resumes (DOCX and PDF of one to four pages of invented people) are
uploaded by some users in turns, one at a time of each build; every one is indexed before the next,
so that the memory of each is what it keeps. Megabytes are the unique set size.
"""

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

import httpx
import psutil

from harness.resumes import docx_makers, pdf_makers
from harness.resumes.people import HALVES, Writing, writings
from harness.services.ports import free_port

ROOT = Path(__file__).resolve().parents[2]
START_SECONDS = 120.0
INDEX_SECONDS = 300.0
USERS = 5
MEGABYTE = 2**20
LIMITS = ("DEFAULT", "REGISTER", "LOGIN", "SESSIONS", "MESSAGE", "CHAT", "PAGE", "OPERATIONS")


@dataclass
class Build:
    """One build's API, who is signed in to it, and what was measured of it."""

    name: str
    client: httpx.Client
    process: psutil.Process
    tokens: list[str] = field(default_factory=list)
    seconds: list[float] = field(default_factory=list)
    megabytes: list[float] = field(default_factory=list)

    def sign_up(self) -> None:
        """Make the users."""
        for number in range(USERS):
            body = {"email": f"u{number}@example.com", "password": "correct horse battery"}
            answer = self.client.post("/auth/register", json=body)
            answer.raise_for_status()
            self.tokens.append(answer.json()["access_token"])

    def upload(self, number: int, name: str, content: bytes) -> None:
        """Upload one resume and wait until it is indexed; time and memory are kept."""
        headers = {"Authorization": f"Bearer {self.tokens[number % USERS]}"}
        started = time.perf_counter()
        answer = self.client.post(
            "/ai-interview/profile/resume", headers=headers, files={"file": (name, content)}
        )
        self.seconds.append(time.perf_counter() - started)
        answer.raise_for_status()
        self.client.post("/ai-interview/profile/index", headers=headers).raise_for_status()
        self.megabytes.append(self.process.memory_full_info().uss / MEGABYTE)


def main(arguments: Sequence[str] = ()) -> int:
    """Upload, and print a table; returns the exit status."""
    parser = argparse.ArgumentParser(prog="python -m bench uploads", description=__doc__)
    parser.add_argument("--uploads", type=int, default=1000)
    parser.add_argument("--before", type=Path, help="a checkout of the build to compare with")
    parser.add_argument("--before-uploads", type=int, default=1000, help="so many of the older")
    parser.add_argument("--minutes", type=float, default=60.0, help="ends after this")
    options = parser.parse_args(arguments)
    files = list(_resumes())
    with tempfile.TemporaryDirectory(prefix="greenroom-bench-") as folder, ExitStack() as stack:
        checkouts = {"now": ROOT} | ({"before": options.before} if options.before else {})
        builds = [
            stack.enter_context(_running(name, root, Path(folder) / name))
            for name, root in checkouts.items()
        ]
        for build in builds:
            build.sign_up()
        until = time.monotonic() + options.minutes * 60
        for number in range(options.uploads):
            for build in builds[: 2 if number < options.before_uploads else 1]:
                build.upload(number, *files[number % len(files)])
            if time.monotonic() > until:
                break
    sys.stdout.writelines(f"{line}\n" for line in _table(builds))
    return 0


@contextmanager
def _running(name: str, root: Path, folder: Path) -> Iterator[Build]:
    folder.mkdir()
    port = free_port()
    environment = os.environ | {
        "ENVIRONMENT": "development",
        "DATABASE_URL": f"sqlite+aiosqlite:///{folder}/greenroom.db",
        "CHROMA_PERSIST_DIR": f"{folder}/chroma",
        "PORT": str(port),
        "SECRET_KEY": "a secret of the benchmark, and of nobody else",
        "GROQ_API_KEY": "",
        **{f"RATE_LIMIT_{limit}": "1000000" for limit in LIMITS},
    }
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "wiring.web"],
            cwd=root, env=environment, stdout=log, stderr=subprocess.STDOUT,
        )  # fmt: skip
        try:
            with httpx.Client(
                base_url=f"http://127.0.0.1:{port}", timeout=INDEX_SECONDS, trust_env=False
            ) as client:
                _wait_for(client, process, folder / "log")
                yield Build(name, client, psutil.Process(process.pid))
        finally:
            process.terminate()
            process.wait(30)


def _wait_for(client: httpx.Client, process: subprocess.Popen[bytes], log: Path) -> None:
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until and process.poll() is None:
        try:
            client.get("/healthz")
        except httpx.HTTPError:
            time.sleep(0.2)
        else:
            return
    raise RuntimeError(f"the API did not start: {log.read_text()[-1500:]}")


def _resumes() -> Iterator[tuple[str, bytes]]:
    for half in HALVES:
        for number, writing in enumerate(writings(half)):
            longer = _longer(writing, 1 + number % 4)
            yield f"{number}.docx", docx_makers.plain(longer)
            yield f"{number}.pdf", pdf_makers.latex(writing)


def _longer(writing: Writing, times: int) -> Writing:
    return replace(writing, person=replace(writing.person, jobs=writing.person.jobs * times))


def _table(builds: Sequence[Build]) -> Iterator[str]:
    count = len(builds[0].seconds)
    counts = " / ".join(str(len(build.seconds)) for build in builds)
    yield _row(f"{counts} uploads", [build.name for build in builds])
    yield f"|---|{'---:|' * len(builds)}"
    for name, share in (("median", 0.5), ("95th percentile", 0.95)):
        yield _row(
            f"an answer, {name}",
            [f"{_quantile(b.seconds, share) * 1000:.0f} ms" for b in builds],
        )
    for at in sorted({min(each, count) for each in (1, 10, 20, 50, 100, 200, 500, count)}):
        yield _row(
            f"memory after {at}",
            [f"{b.megabytes[at - 1]:.0f} MB" if at <= len(b.megabytes) else "" for b in builds],
        )
    yield _row("most", [f"{max(b.megabytes):.0f} MB" for b in builds])
    if len(builds) > 1:
        shared = min(len(build.megabytes) for build in builds) - 1
        ratio = builds[0].megabytes[shared] / builds[1].megabytes[shared]
        yield f"Ratio after {shared + 1}: {ratio:.2f}."


def _quantile(values: Sequence[float], share: float) -> float:
    return sorted(values)[round(share * (len(values) - 1))]


def _row(name: str, values: Sequence[str]) -> str:
    return f"| {name} | {' | '.join(values)} |"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
