"""`python -m bench` runs what there is; `python -m bench NAME …` runs one, with its options."""

import importlib.util
import runpy
import sys
from collections.abc import Sequence

BENCHMARKS = {
    "voice_latency": "how long a candidate waits for an answer, beside LiveKit's stock pipeline",
    "turn_taking": "who is talked over, on word times alone",
    "rooms": "how many rooms a machine holds, beside LiveKit's stock pipeline",
    "nod_echo": "whether nods that come back spoil what is heard",
    "memory": "what each process keeps of the machine's memory",
    "interviewer": "the interviewer's decisions and wording",
    "scoring": "the assessment's time and steadiness",
    "api": "the HTTP side under load",
    "foreign": "how often another language is told from English",
    "beside": "what this build takes, beside an earlier one",
    "starts": "many start interviews at once, beside an earlier build",
    "index_soak": "open files and memory over many replacements of passages",
    "kills": "every part killed during a spoken interview",
    "resumes": "what is read of resumes, by field and by the maker of the file",
    "uploads": "resumes uploaded over HTTP: the answer's time, and memory that stays",
    "typed": "how long answers in writing hold a job's event loop",
    "turn_writes": "turns of many interviews at once, stored",
    "validate": "the scores against their validation targets",
}


def there_is(name: str) -> bool:
    """Return whether a benchmark is part of this checkout."""
    return importlib.util.find_spec(f"bench.{name}") is not None


def main(arguments: Sequence[str]) -> int:
    """Run one benchmark or all of them; returns the first exit status that is not zero."""
    present = [name for name in BENCHMARKS if there_is(name)]
    if arguments and arguments[0] not in present:
        sys.stderr.write("usage: python -m bench [NAME [OPTION …]]\n\n")
        sys.stderr.writelines(f"  {name:<14} {BENCHMARKS[name]}\n" for name in present)
        return 0 if arguments[0] in ("-h", "--help") else 2
    chosen = [arguments[0]] if arguments else present
    for name in chosen:
        sys.stdout.write(f"\n## {name}: {BENCHMARKS[name]}\n\n")
        sys.stdout.flush()
        sys.argv = [f"bench.{name}", *arguments[1:]]
        try:
            runpy.run_module(f"bench.{name}", run_name="__main__", alter_sys=True)
        except SystemExit as ended:
            if ended.code:
                return ended.code if isinstance(ended.code, int) else 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
