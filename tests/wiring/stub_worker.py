"""Workers as ours are, but for what an interview is: somebody who sits in the room, to be counted.

`python -m tests.wiring.stub_worker SETTINGS...`: a worker for each JSON object, until killed.
"""

import asyncio
import json
import sys

from livekit.agents import JobContext

from core.settings import load_settings
from wiring import worker

# one process imports what the interviewers need, as in life; here that is next to nothing
worker.PRELOADED = ("wiring.worker",)


async def sit(job: JobContext) -> None:
    """Enter the room; LiveKit ends the job when the room is closed."""
    await job.connect()


async def work(settings: list[str]) -> None:
    """Run a worker for each."""
    servers = [worker.build_server(load_settings(**json.loads(one)), sit) for one in settings]
    await asyncio.gather(*(server.run() for server in servers))


if __name__ == "__main__":
    asyncio.run(work(sys.argv[1:]))
