"""`python3 -m scripts.setup run|test|embeddings`: everything a checkout needs, once.

Only the standard library is used: nothing is installed when this starts. What has been done is
stamped, in the folder it made, with a hash of the files it was made from; a second call does
nothing.
"""

import hashlib
import os
import re
import shutil
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from scripts.steps import Step, StepError, run_steps, say
from wiring.livekit_server import GO_PACKAGE, HOW_TO_GET_IT, PROGRAM, cached_program, find_program

ROOT = Path(__file__).resolve().parent.parent
LOGS = ROOT / ".greenroom" / "logs"
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
UV = VENV / "bin" / "uv"
WEB = ROOT / "web"
LOCKS = {
    "run": ("base", "local"),
    "test": ("base", "local", "local-llm", "dev", "embeddings"),
    "embeddings": ("embeddings",),
}
DEBIAN_PACKAGES = {
    "chromium": "chromium",
    "redis-server": "redis-server",
    "flite": "flite",
    "initdb": "postgresql",
    "firefox-esr": "firefox-esr",
}
TORCH_PROBE_SECONDS = 3.0


def main(arguments: list[str]) -> int:
    """Set up for one purpose and return the exit code."""
    purpose = arguments[0] if len(arguments) == 1 else ""
    if purpose not in LOCKS:
        say(f"usage: python3 -m scripts.setup {'|'.join(LOCKS)}")
        return 2
    if not (3, 11) <= sys.version_info[:2] < (3, 14):
        say(f"Python 3.11, 3.12 or 3.13 is needed; {sys.executable} is {sys.version.split()[0]}")
        return 1
    steps = [Step("python packages", _packages(purpose), _packages_done(purpose), LOGS)]
    if purpose != "embeddings":
        steps.append(Step("page", _install_page, _page_done, LOGS))
        if purpose == "test" or not _livekit_is_elsewhere():
            steps.append(Step(PROGRAM, _build_server, lambda: find_program() is not None, LOGS))
    if purpose == "test":
        steps.append(Step("debian packages", _install_debian, lambda: not _missing(), LOGS))
    return run_steps(steps)


# Python packages


def _locks(purpose: str) -> list[Path]:
    names = [*LOCKS[purpose]]
    if purpose == "run" and _is_given("LLM", "local"):
        names.append("local-llm")
    return [ROOT / "requirements" / f"{name}.txt" for name in names]


def _hash(*paths: Path) -> str:
    digest = hashlib.sha256(sys.version.encode())
    for path in paths:
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _stamp(lock: Path) -> Path:
    return VENV / "stamps" / lock.name


def _is_installed(lock: Path) -> bool:
    return _stamp(lock).exists() and _stamp(lock).read_text() == _hash(lock) and PYTHON.exists()


def _packages_done(purpose: str) -> Callable[[], bool]:
    return lambda: all(_is_installed(lock) for lock in _locks(purpose))


def _packages(purpose: str) -> Callable[[Step], None]:
    def work(step: Step) -> None:
        has_venv = PYTHON.exists() and step.try_call([PYTHON, "-c", "import pip"]) == 0
        if not has_venv and step.try_call([sys.executable, "-m", "venv", "--clear", VENV]):
            raise StepError(
                "no virtual environment could be made; on Debian: apt-get install python3-venv"
            )
        if not UV.exists():
            uv_lock = ROOT / "requirements" / "uv.txt"
            # Without uv, pip does the same, only more slowly.
            step.try_call([PYTHON, "-m", "pip", "install", "--require-hashes", "-r", uv_lock])
        due = [lock for lock in _locks(purpose) if not _is_installed(lock)]
        embeddings = [lock for lock in due if lock.stem == "embeddings"]
        _install(step, [lock for lock in due if lock not in embeddings])
        if os.environ.get("PYTHONDONTWRITEBYTECODE") and due != embeddings:
            # Or every process would compile all that it imports, each time it starts. What only
            # the embeddings need is imported too seldom to be worth it.
            libraries = next(VENV.glob("lib/python*"))
            step.try_call([PYTHON, "-m", "compileall", "-q", "-j", "0", libraries])
        for lock in embeddings:
            _install_embeddings(step, lock)
        for lock in due:
            _stamp(lock).parent.mkdir(exist_ok=True)
            _stamp(lock).write_text(_hash(lock))

    return work


def _uv_install(*options: str | Path) -> list[str | Path]:
    return [UV, "pip", "install", "--python", PYTHON, *options]


def _install(step: Step, locks: list[Path]) -> None:
    if not locks:
        return
    options = ["--require-hashes", *(part for lock in locks for part in ("-r", str(lock)))]
    if not UV.exists() or step.try_call(_uv_install(*options)):
        step.call([PYTHON, "-m", "pip", "install", *options])


def _install_embeddings(step: Step, lock: Path) -> None:
    """Install the embedding model's libraries: torch for the CPU where its own index answers.

    The CPU build carries other hashes than the one in the lock, so its version alone is pinned;
    what is left out with it are the libraries of graphics cards, 5 GB.
    """
    text = lock.read_text(encoding="utf-8")
    torch = re.search(r"^torch==[^\s;]+", text, re.MULTILINE)
    if sys.platform == "linux" and torch and UV.exists():
        torch_cpu = _uv_install("--no-deps", "--torch-backend", "cpu", torch[0])
        no_patience = {"UV_HTTP_RETRIES": "0"}
        probe = [*torch_cpu, "--dry-run", "--reinstall-package", "torch"]
        if step.try_call(probe, no_patience, timeout_seconds=TORCH_PROBE_SECONDS) == 0:
            step.call(torch_cpu)
            with tempfile.TemporaryDirectory() as folder:
                rest = Path(folder) / "without-torch.txt"
                rest.write_text(without_torch(text), encoding="utf-8")
                step.call(_uv_install("--no-deps", "--require-hashes", "-r", rest))
            return
    _install(step, [lock])


def without_torch(lock: str) -> str:
    """Return a lock without torch and the graphics libraries only its default build needs."""
    entries = re.split(r"^(?=\S)", lock, flags=re.MULTILINE)
    return "".join(
        entry for entry in entries if not re.match(r"(torch|triton)==|nvidia-|cuda-", entry)
    )


# The page's packages


def _page_stamp() -> Path:
    return WEB / "node_modules" / ".stamp"


def _page_done() -> bool:
    expected = _hash(WEB / "package-lock.json")
    return _page_stamp().exists() and _page_stamp().read_text() == expected


def _install_page(step: Step) -> None:
    npm = shutil.which("npm")
    if npm is None:
        raise StepError("npm is missing: install Node.js 20 or newer")
    step.call([npm, "ci", "--no-audit", "--no-fund"], folder=WEB)
    _page_stamp().write_text(_hash(WEB / "package-lock.json"))


# The room server


def _livekit_is_elsewhere() -> bool:
    return _is_given("LIVEKIT_URL")


def _is_given(name: str, value: str = r"\w") -> bool:
    """Return whether the environment, or else `.env`, sets a variable to what begins so."""
    if os.environ.get(name):
        return bool(re.match(value, os.environ[name]))
    env_file = ROOT / ".env"
    pattern = rf"^[ \t]*(export[ \t]+)?{name}[ \t]*=[ \t]*['\"]?{value}"
    return env_file.exists() and bool(re.search(pattern, env_file.read_text(), re.MULTILINE))


def _build_server(step: Step) -> None:
    go = shutil.which("go") or shutil.which("/usr/local/go/bin/go")
    if go is None:
        raise StepError(HOW_TO_GET_IT)
    program = cached_program()
    program.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=program.parent) as folder:
        # In a folder of its own, so that an interrupted build leaves no half a program.
        if step.try_call([go, "install", "-v", GO_PACKAGE], {"GOBIN": folder}):
            raise StepError(f"it could not be built:\n{step.tail(4)}\n{HOW_TO_GET_IT}")
        (Path(folder) / "server").replace(program)


# What only the tests need


def _missing() -> list[str]:
    return [
        package
        for program, package in DEBIAN_PACKAGES.items()
        if not shutil.which(program)
        and not (program == "initdb" and list(Path("/usr/lib/postgresql").glob("*/bin/initdb")))
    ]


def _install_debian(step: Step) -> None:
    missing = _missing()
    command = ["apt-get", "install", "--yes", "--no-install-recommends", *missing]
    if not shutil.which("apt-get") or os.geteuid() != 0:
        raise StepError(f"the tests need {', '.join(missing)}; on Debian: sudo {' '.join(command)}")
    quiet = {"DEBIAN_FRONTEND": "noninteractive"}
    step.call(["apt-get", "update"], quiet)
    step.call(command, quiet)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
