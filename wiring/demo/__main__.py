"""Sign up, join the room, be interviewed, read the assessment; exit non-zero if a step fails."""

import argparse
import asyncio
import logging
import random
import secrets
import signal
import sys
from typing import Any
from urllib.parse import urlsplit

import httpx
from livekit import rtc

from core.errors import GreenroomError, UnavailableError
from core.settings import Settings, load_settings
from local.natural_pauses import NaturalPauses
from local.spoken_script import piper_over_http, render
from wiring.candidate import SAMPLE_RATE, Caption, SyntheticCandidate
from wiring.demo.report import assessment_lines, measure_lines
from wiring.demo.script import Script, load_answers
from wiring.demo.system import answering

LONGEST_SECONDS = 900.0
UNHURRIED = 0.85
"""The candidate's pace, of the voice's own: about 165 words a minute with its pauses."""


PACE_SEED = 7
"""The candidate pauses as a person does, and in every demo alike."""


def main() -> int:
    """Run the demo; returns the exit status."""
    parser = argparse.ArgumentParser(prog="python -m wiring.demo", description=__doc__)
    parser.add_argument("--type", default="behavioral")
    parser.add_argument("--role", default="Senior Software Engineer")
    parser.add_argument("--questions", type=int, default=3)
    parser.add_argument("--minutes", type=int, default=10)
    options = parser.parse_args()
    # the room closes under a candidate who has said goodbye; LiveKit's client logs that as an error
    logging.getLogger("livekit").setLevel(logging.CRITICAL)
    try:
        settings = load_settings()
        asyncio.run(_demo(settings, options))
    except (GreenroomError, TimeoutError, httpx.HTTPError, rtc.ConnectError) as error:
        sys.stderr.write(f"The demo failed: {str(error) or type(error).__name__}\n")
        return 1
    except (KeyboardInterrupt, asyncio.CancelledError):
        sys.stderr.write("Stopped.\n")
        return 130
    return 0


def show(line: str = "") -> None:
    """Print a line at once."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


async def _demo(settings: Settings, options: argparse.Namespace) -> None:
    address = f"http://127.0.0.1:{settings.port}"
    demo = asyncio.current_task()
    assert demo is not None
    # so that what was started for it is ended with it, as after Ctrl-C
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, demo.cancel)
    port = str(urlsplit(settings.speech_url).port or 80)
    async with (
        answering(f"{address}/readyz", "wiring.run"),
        # with keys nobody else needs it: the candidate's voice is Piper's all the same
        answering(f"{settings.speech_url}/healthz", "local.speech", "--port", port),
        httpx.AsyncClient(base_url=address, trust_env=False, timeout=60.0) as client,
    ):
        session_id = await _sign_up(client, options)
        async with asyncio.timeout(LONGEST_SECONDS):
            await talk(client, settings, session_id)
        show("\nMeasured\n")
        detail = await _get(client, f"/ai-interview/sessions/{session_id}")
        for line in measure_lines(detail["interactions"]):
            show(line)
        show("\nAssessment\n")
        result = await _ask(client, f"/ai-interview/sessions/{session_id}/complete")
        for line in assessment_lines(result):
            show(line)
        if result["status"] != "completed":
            raise UnavailableError("the session was not completed")


async def _sign_up(client: httpx.AsyncClient, options: argparse.Namespace) -> int:
    account = {
        "email": f"demo-{secrets.token_hex(6)}@example.com",
        "password": secrets.token_urlsafe(16),
        "full_name": "Demo Candidate",
    }
    registered = await _ask(client, "/auth/register", account)
    client.headers["Authorization"] = f"Bearer {registered['access_token']}"
    profile = {
        "current_role": "Software Engineer",
        "current_company": "a small bank",
        "years_of_experience": 5,
        "target_role": options.role,
        "technical_skills": ["Python", "PostgreSQL"],
        "soft_skills": ["Communication"],
    }
    await _ask(client, "/ai-interview/profile", profile)
    session = {
        "title": "Demo interview",
        "interview_type": options.type,
        "role_context": options.role,
        "difficulty_level": "medium",
        "custom_instructions": load_answers().instructions,
        "mode": "voice",
        "question_count": options.questions,
        "duration_minutes": options.minutes,
    }
    started = await _ask(client, "/ai-interview/sessions", session)
    show(f"Signed up and started session {started['session_id']}.\n")
    return int(started["session_id"])


async def talk(client: httpx.AsyncClient, settings: Settings, session_id: int) -> None:
    """Join the session's room as `client`'s user, and answer until the interviewer has closed."""
    access = await _ask(
        client,
        "/ai-interview/livekit/token",
        params={"room_name": f"interview-room-{session_id}", "participant_name": "Demo"},
    )
    script = Script(load_answers())
    pauses = NaturalPauses(random.Random(PACE_SEED))
    say = piper_over_http(client, settings.speech_url, SAMPLE_RATE, UNHURRIED)
    candidate = SyntheticCandidate(_show_caption)
    try:
        await candidate.join(access["url"], access["token"])
        while await candidate.wait_until_asked():
            asked = candidate.last_words("interviewer")
            move = candidate.agent_attributes.get("interview.move", "")
            if move == "close":
                break
            number = int(candidate.agent_attributes.get("interview.question_number", "0"))
            reply = pauses.script(script.reply(asked, number, move))
            spoken = await render(reply, say, SAMPLE_RATE)
            await candidate.speak(spoken.samples)
            await candidate.wait_for_state("thinking", "speaking", timeout_seconds=120.0)
        async with asyncio.timeout(60.0):
            await candidate.gone.wait()
    finally:
        await candidate.leave()


def _show_caption(caption: Caption) -> None:
    if caption.final and caption.text:
        who = "Interviewer" if caption.speaker == "interviewer" else "Candidate"
        show(f"{who:>12}  {caption.text}")


async def _get(client: httpx.AsyncClient, path: str) -> Any:
    answer = await client.get(path)
    return _body(answer)


async def _ask(
    client: httpx.AsyncClient, path: str, body: object = None, params: dict[str, str] | None = None
) -> Any:
    answer = await client.post(path, json=body, params=params)
    return _body(answer)


def _body(answer: httpx.Response) -> Any:
    if answer.is_error:
        raise UnavailableError(
            f"{answer.request.method} {answer.request.url.path} answered "
            f"{answer.status_code}: {answer.text[:300]}"
        )
    return answer.json()


if __name__ == "__main__":
    sys.exit(main())
