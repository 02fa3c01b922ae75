"""What a report holds beside the contract, and the camera's consent, over HTTP."""

from dataclasses import replace
from typing import Any

import httpx
import pytest

from api.services import Services
from core.interview import CandidateProfile, InterviewRequest, SessionStatus
from core.move import Move, MoveKind
from core.plan import InterviewPlan
from core.ports import Prepared
from tests.api.application import Client, on_sqlite
from tests.api.scripted import ScriptedInterviewer
from tests.scoring.feedback.test_retelling import ROUGH
from tests.scoring.interviews import CONFLICT, INDEXES, MOTIVATION
from tests.test_ai_interview import SESSION

__all__ = ["on_sqlite"]

SESSIONS = "/ai-interview/sessions"
QUESTIONS = (CONFLICT, INDEXES, MOTIVATION)
SEEN = {
    "seconds": 300.0,
    "speaking_seconds": 200.0,
    "facing_seconds": 140.0,
    "framed_seconds": 300.0,
    "large_movement_seconds": 10.0,
    "present_seconds": 300.0,
}


class Planned:
    """Plans the same questions for everybody."""

    async def prepare(
        self, request: InterviewRequest, profile: CandidateProfile | None
    ) -> Prepared:
        return await self.open(request, profile, InterviewPlan(questions=QUESTIONS))

    async def open(
        self, request: InterviewRequest, profile: CandidateProfile | None, plan: InterviewPlan
    ) -> Prepared:
        first = plan.questions[0]
        move = Move(kind=MoveKind.ASK, question_number=1, question_id=first.id)
        return Prepared(plan, f"Hello. {first.text}", move)


@pytest.fixture
def services(services: Services) -> Services:
    return replace(services, planner=Planned(), interviewer=ScriptedInterviewer(closes_after=2))


async def begin(client: Client, **wanted: object) -> str:
    body = SESSION | {"interview_type": "behavioral", "question_count": 3} | wanted
    started = await client.post(SESSIONS, json=body)
    assert started.status_code == 201, started.text
    return f"{SESSIONS}/{started.json()['session_id']}"


async def held(client: Client, **wanted: object) -> tuple[str, dict[str, Any]]:
    """Hold an interview with the same answer to everything; return its path and its report."""
    path = await begin(client, **wanted)
    for message in (ROUGH, "That is all I remember of it."):
        said = await client.post(f"{path}/message", json={"message": message})
        assert said.status_code == 200, said.text
    completed = await client.post(f"{path}/complete")
    assert completed.status_code == 200, completed.text
    return path, completed.json()


def refused(answer: httpx.Response) -> tuple[int, str]:
    return answer.status_code, answer.json()["error_code"]


async def test_every_number_says_what_its_level_and_the_next_one_look_like(client: Client) -> None:
    await client.sign_up()
    path, report = await held(client)
    scored = [d for d in report["dimensions"] if d["score"] is not None]
    assert scored
    for dimension in scored:
        assert dimension["title"]
        assert dimension["level_description"]
        assert dimension["next_level"]
        assert bool(dimension["next_level_description"]) == (dimension["level"] < 4)
    unscored = [d for d in report["dimensions"] if d["score"] is None]
    assert all(d["null_reason"] and d["level_description"] == "" for d in unscored)
    (version,) = (await client.get(f"{path}/assessments")).json()
    for name in ("dimensions", "rewritten_answer", "next_interview", "non_verbal_panel", "usage"):
        assert version[name] == report[name]


async def test_one_answer_is_told_better_beside_the_original(client: Client) -> None:
    await client.sign_up()
    path, report = await held(client)
    rewritten = report["rewritten_answer"]
    assert "um" not in rewritten["text"].lower().split()
    assert "So, um," in rewritten["original"]
    assert rewritten["changes"]
    turns = (await client.get(path)).json()["interactions"]
    said = {turn["id"]: turn["content"] for turn in turns}
    assert [said[number] for number in rewritten["interaction_ids"]][0] == ROUGH
    assert report["not_rewritten_because"] is None


async def test_what_recurs_makes_the_next_interview_which_can_be_started(client: Client) -> None:
    await client.sign_up()
    await held(client)
    _, report = await held(client)
    plan = report["next_interview"]
    assert plan["based_on_sessions"] == 2
    assert 1 <= len(plan["focus"]) <= 3
    assert all(point["why"] and point["practise"] for point in plan["focus"])
    assert plan["start"]["interview_type"] == "behavioral"
    started = await client.post(SESSIONS, json=plan["start"])
    assert started.status_code == 201, started.text


async def test_an_interview_without_an_answer_has_neither(client: Client) -> None:
    await client.sign_up()
    path = await begin(client)
    report = (await client.post(f"{path}/complete")).json()
    assert report["rewritten_answer"] is None
    assert report["not_rewritten_because"]
    assert report["next_interview"] is None


async def test_the_own_pace_is_a_choice_of_each_session(client: Client) -> None:
    await client.sign_up()
    chosen, other = await begin(client, own_pace=True), await begin(client)
    assert (await client.get(chosen)).json()["own_pace"] is True
    assert (await client.get(other)).json()["own_pace"] is False


async def test_patience_is_a_choice_of_each_session(client: Client) -> None:
    await client.sign_up()
    chosen, other = await begin(client, patience="patient"), await begin(client)
    assert (await client.get(chosen)).json()["patience"] == "patient"
    assert (await client.get(other)).json()["patience"] == "usual"


async def test_nods_are_heard_unless_a_session_wants_them_seen_alone(client: Client) -> None:
    await client.sign_up()
    chosen, other = await begin(client, audible_nods=False), await begin(client)
    assert (await client.get(chosen)).json()["audible_nods"] is False
    assert (await client.get(other)).json()["audible_nods"] is True


async def test_an_interview_says_its_language_and_is_held_in_no_unknown_one(
    client: Client,
) -> None:
    await client.sign_up()
    assert (await client.get(await begin(client))).json()["language"] == "en"
    assert (await client.get(await begin(client, language="en"))).json()["language"] == "en"
    refused = await client.post(SESSIONS, json={"title": "Practice", "language": "eo"})
    assert (refused.status_code, refused.json()["error_code"]) == (400, "VALIDATION_ERROR")
    assert refused.json()["errors"] == [
        {"field": "language", "message": "interviews are held in en alone"}
    ]


async def test_the_own_pace_holds_for_a_question_tried_again(client: Client) -> None:
    await client.sign_up()
    slow = {"message": CONFLICT.outline, "audio_duration_seconds": 40.0}
    for _ in range(4):
        path = await begin(client, own_pace=True)
        await client.post(f"{path}/message", json=slow)
        report = (await client.post(f"{path}/complete")).json()
    tried = (await client.post(f"{path}/questions/1/retry", json=slow)).json()
    assert report["pace_score"] == 100
    assert tried["before"]["scores"]["pace"] == tried["after"]["scores"]["pace"] == 100


async def test_the_camera_fills_a_panel_that_weighs_nothing(client: Client) -> None:
    await client.sign_up()
    without, _ = await held(client)
    path = await begin(client, camera_opt_in=True)
    assert (await client.get(path)).json()["camera_opt_in"] is True
    early = SEEN | {"seconds": 200.0, "framed_seconds": 100.0, "present_seconds": 200.0}
    assert (await client.put(f"{path}/observation", json=early)).status_code == 200
    kept = await client.put(f"{path}/observation", json=SEEN)
    assert (kept.status_code, kept.json()) == (200, SEEN)
    for message in (ROUGH, "That is all I remember of it."):
        await client.post(f"{path}/message", json={"message": message})
    report = (await client.post(f"{path}/complete")).json()
    panel = report["non_verbal_panel"]
    assert panel["opted_in"] is True
    assert panel["observed_seconds"] == 300
    assert panel["reason"] is None
    assert [d["title"] for d in panel["dimensions"]] == [
        "Camera-facing", "Framing and movement", "Camera presence",
    ]  # fmt: skip
    assert all(d["weight"] == 0 and d["level_description"] for d in panel["dimensions"])
    assert (report["eye_contact_score"], report["engagement_score"]) == (100, 100)
    before = (await client.post(f"{without}/complete")).json()
    assert report["group_scores"] == before["group_scores"]
    assert report["coverage"] == before["coverage"]
    assert before["eye_contact_score"] is None
    assert "opt in" in before["non_verbal_panel"]["reason"]


async def test_without_consent_or_after_the_end_nothing_is_observed(
    client: Client, other: Client
) -> None:
    await client.sign_up()
    path = await begin(client)
    assert refused(await client.put(f"{path}/observation", json=SEEN)) == (409, "CONFLICT")
    opted = await begin(client, camera_opt_in=True)
    await other.sign_up("bob@example.com")
    for method in ("PUT", "DELETE"):
        foreign = await other.request(
            method, f"{opted}/observation", json=SEEN if method == "PUT" else None
        )
        assert refused(foreign) == (404, "NOT_FOUND")
    await client.post(f"{opted}/complete")
    late = await client.put(f"{opted}/observation", json=SEEN)
    assert refused(late) == (409, "SESSION_NOT_ACTIVE")


async def test_consent_can_be_taken_back_and_what_was_counted_is_gone(
    client: Client, services: Services
) -> None:
    await client.sign_up()
    path = await begin(client, camera_opt_in=True)
    await client.put(f"{path}/observation", json=SEEN)
    await client.post(f"{path}/complete")
    assert (await client.delete(f"{path}/observation")).status_code == 204
    async with services.database.unit_of_work() as uow:
        assert (await uow.sessions.get(int(path.rsplit("/", 1)[1]))).observation is None
    again = (await client.post(f"{path}/assess")).json()
    assert again["non_verbal_panel"]["opted_in"] is False
    assert again["non_verbal_scores"]["eye_contact_score"] is None


@pytest.mark.parametrize(
    "wrong",
    [
        {"seconds": -1.0},
        {"facing_seconds": 250.0},
        {"framed_seconds": 301.0},
        {"seconds": 1e9},
        {"frames": ["…"]},
        {"present_seconds": "many"},
    ],
)
async def test_what_can_be_no_observation_is_refused(
    client: Client, wrong: dict[str, object]
) -> None:
    await client.sign_up()
    path = await begin(client, camera_opt_in=True)
    answer = await client.put(f"{path}/observation", json=SEEN | wrong)
    assert refused(answer) == (400, "VALIDATION_ERROR")


async def test_progress_draws_a_line_per_dimension_at_equal_question_mix(client: Client) -> None:
    await client.sign_up()
    for _ in range(2):
        await held(client)
    (line,) = (await client.get("/ai-interview/progress")).json()["lines"]
    trends = {trend["dimension"]: trend for trend in line["trends"] if len(trend["points"]) == 2}
    assert trends["structure"]["title"] == "Structure"
    assert trends["structure"]["change"] is not None
    assert trends["structure"]["points"][0]["session_id"] < line["interviews"][1]["session_id"]
    assert not any(trend["dimension"] == "eye_contact" for trend in line["trends"])


async def test_progress_counts_what_was_left_early(client: Client, services: Services) -> None:
    await client.sign_up()
    path, _ = await held(client)
    early = await begin(client)
    await client.post(f"{early}/message", json={"message": ROUGH})
    number = int(early.rsplit("/", 1)[1])
    async with services.database.unit_of_work() as uow:
        await uow.sessions.set_status(number, SessionStatus.ABANDONED)
        await uow.commit()
    await client.post(f"{early}/complete")
    (line,) = (await client.get("/ai-interview/progress")).json()["lines"]
    told = [point["session_id"] for point in line["interviews"]]
    assert told == [int(path.rsplit("/", 1)[1]), number]


async def test_a_question_tried_again_says_what_changed(client: Client) -> None:
    await client.sign_up()
    path, _ = await held(client)
    tried = await client.post(f"{path}/questions/1/retry", json={"message": "I do not know it."})
    assert tried.status_code == 200, tried.text
    changes = {change["dimension"]: change for change in tried.json()["changes"]}
    assert changes["structure"]["title"] == "Structure"
    assert changes["structure"]["after"] == 0
    assert changes["structure"]["change"] == -changes["structure"]["before"]


async def test_a_session_shows_the_questions_that_were_put_without_the_words_around_them(
    client: Client,
) -> None:
    await client.sign_up()
    session = (await client.get(await begin(client))).json()
    assert session["interactions"][0]["content"] == f"Hello. {CONFLICT.text}"
    assert session["questions"] == [{"number": 1, "text": CONFLICT.text, "problem": None}]
