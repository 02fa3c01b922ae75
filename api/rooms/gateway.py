"""What the HTTP side asks of LiveKit: one Protocol, and the real thing behind it."""

import json
from collections.abc import Awaitable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Protocol, TypeVar

import aiohttp
from livekit import api
from livekit.protocol.agent_dispatch import CreateAgentDispatchRequest
from livekit.protocol.models import DataPacket, ParticipantInfo
from livekit.protocol.room import (
    DeleteRoomRequest,
    ListParticipantsRequest,
    ListRoomsRequest,
    SendDataRequest,
)

from core.errors import UnavailableError
from core.interview import AGENT_NAME, END_TOPIC

Answer = TypeVar("Answer")


class RoomServerUnavailableError(UnavailableError):
    """The LiveKit server does not answer or refuses our key."""

    code = "ROOM_SERVER_UNAVAILABLE"


@dataclass(frozen=True, slots=True)
class Occupants:
    """Who is in a room."""

    candidates: int
    agents: int


@dataclass(frozen=True, slots=True)
class Dispatch:
    """A request for an agent; `taken` once a worker has accepted the job."""

    id: str
    created_at: datetime
    taken: bool


class RoomGateway(Protocol):
    """Rooms as the watch needs them. Every method raises `RoomServerUnavailableError`."""

    async def open_rooms(self) -> Mapping[str, datetime]:
        """Return when each open room was opened, by its name."""
        ...

    async def occupants(self, room_name: str) -> Occupants:
        """Return who is in a room; nobody, if it is not open."""
        ...

    async def dispatches(self, room_name: str) -> Sequence[Dispatch]:
        """Return the dispatches of our agent in a room; none, if it is not open."""
        ...

    async def dispatch(self, room_name: str, session_id: int) -> None:
        """Ask for an agent in a room."""
        ...

    async def withdraw(self, room_name: str, dispatch_id: str) -> None:
        """Delete a dispatch, which also ends the job it may have; gone already is fine."""
        ...

    async def ask_to_end(self, room_name: str) -> bool:
        """Ask the agents in a room to end the interview; return whether there was one to ask."""
        ...

    async def delete_room(self, room_name: str) -> None:
        """Close a room; gone already is fine."""
        ...


def dispatch_metadata(session_id: int) -> str:
    """Return what the agent is told: the session, and nothing else."""
    return json.dumps({"session_id": session_id})


class LiveKitGateway:
    """The gateway over livekit-api; opens its HTTP client on first use, `aclose` ends it."""

    def __init__(self, url: str, key: str, secret: str, timeout_seconds: float = 5.0) -> None:
        self._url = url
        self._key = key
        self._secret = secret
        self._timeout_seconds = timeout_seconds
        self._opened: api.LiveKitAPI | None = None

    @property
    def _api(self) -> api.LiveKitAPI:
        if self._opened is None:
            timeout = aiohttp.ClientTimeout(total=self._timeout_seconds)
            self._opened = api.LiveKitAPI(self._url, self._key, self._secret, timeout=timeout)
        return self._opened

    async def aclose(self) -> None:
        """Close the HTTP client."""
        if self._opened is not None:
            await self._opened.aclose()
            self._opened = None

    async def open_rooms(self) -> Mapping[str, datetime]:
        """Return when each open room was opened, by its name."""
        listed = await _asked(self._api.room.list_rooms(ListRoomsRequest()))
        return {
            room.name: datetime.fromtimestamp(room.creation_time_ms / 1000, UTC)
            for room in (listed.rooms if listed else ())
        }

    async def occupants(self, room_name: str) -> Occupants:
        """Return who is in a room; nobody, if it is not open."""
        present = [participant.kind for participant in await self._present(room_name)]
        agents = present.count(ParticipantInfo.Kind.AGENT)
        return Occupants(candidates=present.count(ParticipantInfo.Kind.STANDARD), agents=agents)

    async def dispatches(self, room_name: str) -> Sequence[Dispatch]:
        """Return the dispatches of our agent in a room; none, if it is not open."""
        listed = await _asked(self._api.agent_dispatch.list_dispatch(room_name))
        return [
            Dispatch(
                id=found.id,
                created_at=datetime.fromtimestamp(found.state.created_at / 1e9, UTC),
                taken=len(found.state.jobs) > 0,
            )
            for found in listed or ()
            if found.agent_name == AGENT_NAME
        ]

    async def dispatch(self, room_name: str, session_id: int) -> None:
        """Ask for an agent in a room."""
        request = CreateAgentDispatchRequest(
            agent_name=AGENT_NAME, room=room_name, metadata=dispatch_metadata(session_id)
        )
        await _asked(self._api.agent_dispatch.create_dispatch(request))

    async def withdraw(self, room_name: str, dispatch_id: str) -> None:
        """Delete a dispatch, which also ends the job it may have; gone already is fine."""
        await _asked(self._api.agent_dispatch.delete_dispatch(dispatch_id, room_name))

    async def ask_to_end(self, room_name: str) -> bool:
        """Ask the agents in a room to end the interview; return whether there was one to ask."""
        agents = [
            participant.identity
            for participant in await self._present(room_name)
            if participant.kind == ParticipantInfo.Kind.AGENT
        ]
        if not agents:
            return False
        request = SendDataRequest(
            room=room_name,
            topic=END_TOPIC,
            kind=DataPacket.Kind.RELIABLE,
            destination_identities=agents,
        )
        await _asked(self._api.room.send_data(request))
        return True

    async def _present(self, room_name: str) -> list[ParticipantInfo]:
        listed = await _asked(
            self._api.room.list_participants(ListParticipantsRequest(room=room_name))
        )
        return [
            participant
            for participant in (listed.participants if listed else ())
            if participant.state != ParticipantInfo.State.DISCONNECTED
        ]

    async def delete_room(self, room_name: str) -> None:
        """Close a room; gone already is fine."""
        await _asked(self._api.room.delete_room(DeleteRoomRequest(room=room_name)))


async def _asked(question: Awaitable[Answer]) -> Answer | None:
    """Return the server's answer, None for what it does not know (any more)."""
    try:
        return await question
    except api.TwirpError as error:
        if error.code == api.TwirpErrorCode.NOT_FOUND:
            return None
        raise RoomServerUnavailableError("The LiveKit server refused a request.") from error
    except (aiohttp.ClientError, TimeoutError, OSError) as error:
        raise RoomServerUnavailableError("The LiveKit server does not answer.") from error
