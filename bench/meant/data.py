"""What people say in interviews, with what they mean: half to train on, half locked.

What stands in `second/` and `third/` was written by hands that saw nothing of the first: all of it
is locked, and no line of it may ever be trained on.
"""

import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

_HERE = Path(__file__).parent
ANSWER = "answer"


class Said(NamedTuple):
    """An utterance and what is meant with it, `answer` or the name of an intent."""

    text: str
    meant: str

    @property
    def locked(self) -> bool:
        """Whether it belongs to the half that no training and no tuning looks at."""
        return zlib.crc32(self.text.encode()) % 2 == 1


def answers() -> Iterator[Said]:
    """Yield answers that hold the words of requests, one a line of `answers_*.txt`."""
    for path in sorted(_HERE.glob("answers_*.txt")):
        for line in path.read_text().splitlines():
            yield Said(line.strip(), ANSWER)


def requests() -> Iterator[Said]:
    """Yield requests, one a line of `requests_*.txt` below the intent in brackets."""
    for path in sorted(_HERE.glob("requests_*.txt")):
        yield from _labelled(path)


def taught() -> Iterator[Said]:
    """Yield what was written to train on only, from the files whose names begin with `taught`."""
    for line in (_HERE / "taught_answers.txt").read_text().splitlines():
        yield Said(line.strip(), ANSWER)
    for name in ("taught_requests.txt", "taught_phrasings.txt"):
        yield from _labelled(_HERE / name)


def other_hand(which: str) -> tuple[list[Said], list[Said]]:
    """Return the answers and the requests of the `second` or `third` hand, all of them locked."""
    given = (_HERE / which / "answers.txt").read_text().splitlines()
    asked = _labelled(_HERE / which / "requests.txt")
    return [Said(line.strip(), ANSWER) for line in given], list(asked)


def _labelled(path: Path) -> Iterator[Said]:
    meant = ""
    for line in path.read_text().splitlines():
        if line.startswith("["):
            meant = line.strip("[] ")
        else:
            yield Said(line.strip(), meant)
