"""Interviews that were recorded and assessed, without a room."""

from api.services import Services
from core.recording import RecordedPiece
from storage import Database
from tests.api.application import Client
from tests.test_ai_interview import MESSAGE, started

SOUND = tuple(bytes([number]) * (10 + number) for number in range(4))
"""Four pieces of different sizes, two from each of two jobs."""
WHOLE = b"".join(SOUND)


async def record(database: Database, session_id: int) -> None:
    """Put a recording of twenty seconds into the database."""
    async with database.unit_of_work() as uow:
        for number, audio in enumerate(SOUND):
            part, within = divmod(number, 2)
            offset = 60.0 * part + 1.0 + 5.0 * within
            piece = RecordedPiece(60_000 * part + 1000, within, offset, 5.0, len(audio))
            await uow.recordings.add(session_id, piece, audio)
        await uow.commit()


async def recorded(client: Client, services: Services) -> int:
    """Sign up, hold an interview of one answer, end it, and return its id."""
    session_id = await started(client)
    path = f"/ai-interview/sessions/{session_id}"
    assert (await client.post(f"{path}/message", json=MESSAGE)).status_code == 200
    assert (await client.post(f"{path}/complete")).status_code == 200
    await record(services.database, session_id)
    return session_id
