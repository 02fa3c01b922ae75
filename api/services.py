"""Everything an endpoint may use, put together once by the composition root."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import TypedDict

from api.documents.resume_process import ResumeReader
from api.documents.suggestions import ResumeSuggestions
from api.documents.web_pages import PageReader
from api.http.limiter import Limiter
from api.metrics import Metrics
from api.rooms.gateway import RoomGateway
from api.rooms.watch import RoomWatch
from api.security.passwords import Passwords
from api.security.tokens import Tokens
from core.clock import Clock, utc_now
from core.knowledge import KnowledgeBase
from core.ports import Assessor, ChatModel, Completer, Interviewer, Planner
from core.settings import Settings
from storage import Database

Probe = Callable[[], Awaitable[str | None]]
"""Looks at one part of the system; returns None when it is there, else what is wrong with it."""


@dataclass(frozen=True, slots=True)
class Services:
    """The dependencies of the HTTP side; `readiness` is asked in order by `/readyz`.

    `hosted` are the providers that spoken interviews need, and written ones do not.
    """

    settings: Settings
    database: Database
    planner: Planner
    interviewer: Interviewer
    completer: Completer
    assessor: Assessor
    knowledge: KnowledgeBase
    rooms: RoomGateway
    passwords: Passwords
    tokens: Tokens
    watch: RoomWatch
    limiter: Limiter
    metrics: Metrics
    chat_model: ChatModel | None = None
    clock: Clock = utc_now
    readiness: Mapping[str, Probe] = field(default_factory=dict)
    hosted: Mapping[str, Probe] = field(default_factory=dict)
    resumes: ResumeReader = field(default_factory=ResumeReader)
    suggestions: ResumeSuggestions = field(default_factory=ResumeSuggestions)
    pages: PageReader | None = None


class AppState(TypedDict):
    """Starlette's lifespan state."""

    services: Services
