"""A real PostgreSQL for tests: its own folder, its own port, gone afterwards."""

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from harness.services.ports import free_port

_START_SECONDS = 60.0
_STOP_SECONDS = 60.0
_DEBIAN = Path("/usr/lib/postgresql")


class PostgresServer:
    """A PostgreSQL server whose data nobody needs to survive a crash.

    It refuses to run as root, so root starts it as `postgres`, and it ends with the tests even
    when they are killed.
    """

    def __init__(self, folder: Path, port: int) -> None:
        self._folder = folder
        self._data = folder / "data"
        self._port = port
        self._process: subprocess.Popen[bytes] | None = None
        self._run("initdb", "--no-sync", "-U", "greenroom", "-A", "trust", "-D", str(self._data))

    def url(self, name: str) -> str:
        """Return the URL of one of its databases, for `Database`."""
        return f"postgresql+asyncpg://greenroom@127.0.0.1:{self._port}/{name}"

    def start(self, *, durable: bool = False) -> None:
        """Start serving and return when it answers; `durable`, what is committed is on the disk.

        Only from the main thread: the server ends when the thread that started it does.
        """
        command = ["-D", str(self._data), "-p", str(self._port), "-k", str(self._folder)]
        hasty = () if durable else ("fsync=off", "full_page_writes=off")
        for setting in ("listen_addresses=127.0.0.1", "max_connections=300", *hasty):
            command += ["-c", setting]
        with (self._folder / "log").open("ab") as log:
            self._process = subprocess.Popen(
                _as_somebody_else(_program("postgres"), *command, die_with_us=True),
                stdout=log,
                stderr=log,
                stdin=subprocess.DEVNULL,
            )
        deadline = time.monotonic() + _START_SECONDS
        while subprocess.run(
            [_program("pg_isready"), "-q", "-h", "127.0.0.1", "-p", str(self._port)], check=False
        ).returncode:
            if self._process.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError(
                    f"PostgreSQL did not start:\n{(self._folder / 'log').read_text()}"
                )
            time.sleep(0.05)

    def stop(self) -> None:
        """Stop serving at once, as a crash would; the data stay."""
        if self._process is not None:
            self._process.send_signal(signal.SIGQUIT)
            self._process.wait(timeout=_STOP_SECONDS)
            self._process = None

    def create(self, name: str, template: str = "template0") -> str:
        """Make a database, as a copy of another if one is named, and return its URL."""
        self._sql(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
        return self.url(name)

    def drop(self, name: str) -> None:
        """Delete a database, whoever is connected to it."""
        self._sql(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')

    def _sql(self, statement: str) -> None:
        address = ("-h", "127.0.0.1", "-p", str(self._port), "-U", "greenroom")
        self._run("psql", "-q", *address, "-d", "postgres", "-c", statement)

    def _run(self, program: str, *arguments: str) -> None:
        done = subprocess.run(
            _as_somebody_else(_program(program), *arguments),
            cwd=self._folder,
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            raise RuntimeError(f"{program} failed: {done.stdout}{done.stderr}")


@contextmanager
def running_postgres(*, durable: bool = False) -> Iterator[PostgresServer]:
    """Yield a running PostgreSQL with a folder of its own."""
    folder = Path(tempfile.mkdtemp(prefix="greenroom-postgres-"))
    if os.geteuid() == 0:
        account = pwd.getpwnam("postgres")
        os.chown(folder, account.pw_uid, account.pw_gid)
    server = PostgresServer(folder, free_port())
    try:
        server.start(durable=durable)
        yield server
    finally:
        server.stop()
        shutil.rmtree(folder)


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[PostgresServer]:
    """A running PostgreSQL."""
    with running_postgres() as server:
        yield server


def _program(name: str) -> str:
    """Return the path of one of PostgreSQL's programs; Debian keeps most of them off the PATH."""
    debian = sorted(_DEBIAN.glob(f"*/bin/{name}"), key=lambda path: int(path.parts[-3]))
    found = str(debian[-1]) if debian else shutil.which(name)
    if found is None:
        raise RuntimeError(f"{name} is missing: these tests need PostgreSQL (apt: postgresql)")
    return found


def _as_somebody_else(*command: str, die_with_us: bool = False) -> list[str]:
    prefix: list[str] = []
    if os.geteuid() == 0:
        prefix += ["--reuid=postgres", "--regid=postgres", "--clear-groups"]
    if die_with_us:
        prefix += ["--pdeathsig=QUIT"]
    return ["setpriv", *prefix, *command] if prefix else list(command)
