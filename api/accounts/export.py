"""Everything that is stored of one user, as one JSON document, a piece at a time."""

from collections.abc import AsyncIterator

from api.interviews.details import details_of
from api.schemas.account import MeAnswer
from api.schemas.assessment import AssessAnswer
from api.schemas.camera import ObservationBody
from api.schemas.candidate import ProfileAnswer
from api.schemas.export import ExportedSession, HeardTurn, SignInAnswer
from api.schemas.sharing import ShareAnswer
from api.services import Services
from core.errors import NotFoundError

PAGE = 50


async def export(services: Services, user_id: int) -> AsyncIterator[str]:
    """Yield the document's text: account, profile, and each session with all that belongs to it.

    Of a recording it has the address; its sound is fetched from there.
    Sessions are read one by one, so that the size of what is stored is no matter.
    """
    async with services.database.unit_of_work() as uow:
        user = await uow.users.by_id(user_id)
        profile = await uow.profiles.get(user_id)
        sign_ins = await uow.sign_ins.list(user_id)
    assert user is not None, "the caller was authenticated"
    told = ProfileAnswer.of(profile).model_dump_json() if profile else "null"
    account = MeAnswer.of(user, has_profile=profile is not None).model_dump_json()
    exported_at = services.clock().isoformat()
    yield f'{{"exported_at":"{exported_at}","account":{account}'
    devices = ",".join(SignInAnswer.of(found).model_dump_json() for found in sign_ins)
    yield f',"sign_ins":[{devices}],"profile":{told},"sessions":['
    separator = ""
    async for session_id in _session_ids(services, user_id):
        try:
            yield separator + await _session(services, user_id, session_id)
        except NotFoundError:
            continue  # deleted while the export ran
        separator = ","
    yield "]}"


async def _session_ids(services: Services, user_id: int) -> AsyncIterator[int]:
    before = None
    while True:
        async with services.database.unit_of_work() as uow:
            page = await uow.sessions.list_for_user(user_id, 0, PAGE, before=before)
        for summary in page:
            yield summary.id
        if len(page) < PAGE:
            return
        before = page[-1].id


async def _session(services: Services, user_id: int, session_id: int) -> str:
    async with services.database.unit_of_work() as uow:
        session = await uow.sessions.get_for_user(session_id, user_id)
        history = await uow.interactions.list(session_id)
        assessments = await uow.assessments.list(session_id)
        recording = await uow.recordings.get(session_id)
        shares = await uow.shares.list(session_id)
        calls = await uow.model_calls.list(session_id)
        judge_replies = await uow.judge_replies.list(session_id)
    latest = assessments[-1] if assessments else None
    seen = session.observation
    exported = ExportedSession(
        session=details_of(services, session, history, latest, recording, calls),
        observation=ObservationBody.of(seen) if seen else None,
        plan=session.plan,
        heard=[
            HeardTurn.of(turn)
            for turn in history
            if turn.words or turn.speech_segments or turn.typing
        ],
        assessments=[AssessAnswer.of(version) for version in assessments],
        judge_replies=[reply.text for reply in judge_replies],
        shares=[ShareAnswer.of(share) for share in shares],
    )
    return exported.model_dump_json()
