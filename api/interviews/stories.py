"""The stories that a candidate has told, over all of their interviews."""

from api.services import Services
from scoring.story_bank import ToldStory, story_bank

INTERVIEWS = 50
"""How many of the latest interviews are looked at, drills of one question among them."""


async def stories(services: Services, user_id: int) -> tuple[ToldStory, ...]:
    """Return each story in its best version, the best first."""
    async with services.database.unit_of_work() as uow:
        assessments = await uow.assessments.latest_of_all(user_id, INTERVIEWS)
        histories = [await uow.interactions.list(one.session_id) for one in assessments]
    said = {turn.id: turn.content for turns in histories for turn in turns if turn.id is not None}
    return story_bank(assessments, said)
