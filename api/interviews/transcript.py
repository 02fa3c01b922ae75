"""The conversation as text and as WebVTT."""

from collections.abc import Iterable, Sequence

from core.interview import InterviewSession
from core.turn import Artifact, Interaction, Role

SPEAKERS = {Role.USER: "Candidate", Role.ASSISTANT: "Interviewer"}
LAST_CUE_SECONDS = 5.0


def as_text(session: InterviewSession, history: Sequence[Interaction]) -> str:
    """Return the conversation for people to read."""
    lines = [session.request.title, ""]
    for turn in history:
        when = "" if turn.offset_seconds is None else f"[{_clock(turn.offset_seconds)[:8]}] "
        lines += [f"{when}{SPEAKERS[turn.role]}: {turn.content}", ""]
        if turn.artifact is not None:
            lines += [*_pane(turn.artifact), ""]
    return "\n".join(lines)


def _pane(artifact: Artifact) -> Iterable[str]:
    """Yield what stood in the pane, line by line and numbered, as quotes name them."""
    name = " ".join(filter(None, (artifact.kind.value, artifact.language)))
    yield f"    [{name}]"
    for number, line in enumerate(artifact.content.splitlines(), 1):
        yield f"    {number:>4}  {line}".rstrip()


def as_vtt(history: Sequence[Interaction]) -> str:
    """Return the conversation as WebVTT (W3C), one cue per turn.

    A cue without a measured duration lasts until the next one; without a measured start it begins
    where the one before has ended.
    """
    blocks = ["WEBVTT"]
    for turn, start, end in _cues(history):
        content = " ".join(turn.content.split())
        for character, escape in (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;")):
            content = content.replace(character, escape)
        blocks.append(f"{_clock(start)} --> {_clock(end)}\n<v {SPEAKERS[turn.role]}>{content}")
    return "\n\n".join(blocks) + "\n"


def _cues(history: Sequence[Interaction]) -> Iterable[tuple[Interaction, float, float]]:
    previous_end = 0.0
    for number, turn in enumerate(history):
        start = previous_end if turn.offset_seconds is None else max(0.0, turn.offset_seconds)
        following = (t.offset_seconds for t in history[number + 1 :])
        next_start = next((at for at in following if at is not None), start + LAST_CUE_SECONDS)
        end = next_start if turn.duration_seconds is None else start + turn.duration_seconds
        # a cue that would end where it begins is not shown at all
        previous_end = max(end, start + 0.001)
        yield turn, start, previous_end


def _clock(seconds: float) -> str:
    milliseconds = round(seconds * 1000)
    minutes, rest = divmod(milliseconds, 60_000)
    hours, minutes = divmod(minutes, 60)
    return f"{hours:02}:{minutes:02}:{rest // 1000:02}.{rest % 1000:03}"
