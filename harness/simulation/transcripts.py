"""`python -m harness.simulation.transcripts [folder]`: writes `docs/transcripts/` anew.

Ten simulated interviews of all types, worded by the templates. The same command always writes the
same files.
"""

import asyncio
import sys
from pathlib import Path

from agent.interviewer import build_interviewer
from core.clock import utc_now
from core.interview import InterviewType
from core.turn import Role
from harness.simulation.candidates import CANDIDATES
from harness.simulation.holding import Talk, hold

FOLDER = Path("docs/transcripts")
NOTES = (
    "The team has six engineers and looks after payments. Two days a week are spent in the office. "
    "Releases go out every day, and everybody takes a turn on call."
)
CHOSEN: tuple[tuple[str, InterviewType], ...] = (
    ("excellent", InterviewType("behavioral")),
    ("average", InterviewType("technical")),
    ("rambling", InterviewType("general")),
    ("non-native", InterviewType("case")),
    ("thinks aloud", InterviewType("system_design")),
    ("asks about the company", InterviewType("general")),
    ("contradicts the resume", InterviewType("technical")),
    ("does not know", InterviewType("system_design")),
    ("injecting", InterviewType("case")),
    ("takes the stop back", InterviewType("behavioral")),
)


async def transcripts() -> dict[str, str]:
    """Return the transcripts by file name."""
    interviewer = build_interviewer(None, 1.0, utc_now)
    files: dict[str, str] = {}
    for place, (name, kind) in enumerate(CHOSEN, start=1):
        talk = await hold(
            interviewer, name, CANDIDATES[name], kind, seed=40 + place, role_notes=NOTES
        )
        files[f"{place:02}-{kind}-{name.replace(' ', '-')}.md"] = as_markdown(talk)
    return files


def as_markdown(talk: Talk) -> str:
    """Return a talk as a page, with the time of each turn and the move behind it."""
    request = talk.session.request
    lines = [
        f"# {request.interview_type}: a candidate that is simulated as “{talk.candidate}”",
        "",
        "Written by `python -m harness.simulation.transcripts`; not edited. The interviewer speaks "
        "from its templates.",
        "",
    ]
    for turn in talk.turns:
        minutes, seconds = divmod(int(turn.at_seconds), 60)
        if turn.role is Role.USER:
            lines += [f"> {turn.text or '(silence)'}", ""]
            continue
        assert turn.move is not None
        why = f"{turn.move.kind}, {turn.move.reason}".replace("_", " ")
        lines += [f"`{minutes:02}:{seconds:02}` **{turn.text}** <sub>{why}</sub>", ""]
    return "\n".join(lines).rstrip() + "\n"


def main() -> None:
    """Write the transcripts, and remove those that are no longer chosen."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    files = asyncio.run(transcripts())
    for old in folder.glob("[0-9][0-9]-*.md"):
        if old.name not in files:
            old.unlink()
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
