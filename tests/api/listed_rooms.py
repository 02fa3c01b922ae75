"""A room gateway that keeps rooms in a dict, for tests of what the API does with them."""

import asyncio
from collections.abc import Callable, Coroutine, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

from api.rooms.gateway import Dispatch, Occupants, RoomServerUnavailableError
from core.clock import Clock, utc_now


@dataclass
class ListedRoom:
    """One room: who is in it, since when it is open, and which dispatches it has."""

    candidates: int = 0
    agents: int = 0
    opened_at: datetime = datetime(2026, 1, 1, tzinfo=UTC)
    dispatches: list[Dispatch] = field(default_factory=list)


class ListedRooms:
    """The gateway. `away` makes every method fail; a `rival` dispatch appears beside our first."""

    def __init__(self, clock: Clock = utc_now) -> None:
        self.rooms: dict[str, ListedRoom] = {}
        self.dispatched: list[tuple[str, int]] = []
        self.asked_to_end: list[str] = []
        self.when_asked: Callable[[], Coroutine[None, None, None]] | None = None
        self.away = False
        self.rival: Dispatch | None = None
        self._clock = clock

    def _check(self) -> None:
        if self.away:
            raise RoomServerUnavailableError("The LiveKit server does not answer.")

    async def open_rooms(self) -> Mapping[str, datetime]:
        self._check()
        return {name: room.opened_at for name, room in self.rooms.items()}

    async def occupants(self, room_name: str) -> Occupants:
        self._check()
        room = self.rooms.get(room_name, ListedRoom())
        return Occupants(room.candidates, room.agents)

    async def dispatches(self, room_name: str) -> Sequence[Dispatch]:
        self._check()
        return list(self.rooms.get(room_name, ListedRoom()).dispatches)

    async def dispatch(self, room_name: str, session_id: int) -> None:
        self._check()
        self.dispatched.append((room_name, session_id))
        new = Dispatch(id=f"AD_{len(self.dispatched)}", created_at=self._clock(), taken=False)
        self.rooms[room_name].dispatches += [new, *([self.rival] if self.rival else [])]

    async def withdraw(self, room_name: str, dispatch_id: str) -> None:
        self._check()
        room = self.rooms[room_name]
        room.dispatches = [d for d in room.dispatches if d.id != dispatch_id]

    async def ask_to_end(self, room_name: str) -> bool:
        self._check()
        room = self.rooms.get(room_name)
        if room is None or room.agents == 0:
            return False
        self.asked_to_end.append(room_name)
        if self.when_asked is not None:
            self._ending = asyncio.ensure_future(self.when_asked())
        return True

    async def delete_room(self, room_name: str) -> None:
        self._check()
        self.rooms.pop(room_name, None)
