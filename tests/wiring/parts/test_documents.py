"""A hosted model reads resumes, the small one of this machine never; without a key no page is."""

import json
from datetime import date

import pytest
from pydantic import SecretStr

from api.documents.suggestions import ReadBy
from core.settings import Settings
from harness.providers.groq import GroqStandIn
from harness.providers.groq_chat import ChatCompletions
from llm.building import build_model
from wiring.parts.documents import open_documents

RESUME = "Work\nKaren Example, sous-chef at Harbour Table since May 2021"
TOLD = json.dumps(
    {
        "positions": [
            {
                "role": "sous-chef",
                "employer": "Harbour Table",
                "period": "since May 2021",
                "present": True,
            }
        ]
    }
)


@pytest.mark.parametrize(("hosted", "read_by"), [(True, ReadBy.MODEL), (False, ReadBy.RULES)])
async def test_only_a_hosted_model_reads_a_resume(hosted: bool, read_by: ReadBy) -> None:
    chat = ChatCompletions(replies=[TOLD])
    with GroqStandIn(chat=chat).running() as url:
        own_port = int(url.split(":")[2].partition("/")[0])
        settings = Settings(_env_file=None, llm_base_url=f"{url}/openai/v1", llm_model="model-1")
        if not hosted:
            settings = settings.model_copy(update={"language_port": own_port})
        model = build_model(settings)
        assert model is not None
        async with open_documents(settings, model) as (suggestions, pages):
            told = await suggestions.whole(1, RESUME, date(2026, 3, 15))
        await model.aclose()
    assert pages is None
    assert told.read_by is read_by
    assert len(chat.requests) == hosted
    if hosted:
        assert told.fields.current_role == "sous-chef"
        assert chat.requests[0]["response_format"]["type"] == "json_schema"


async def test_with_a_search_key_pages_can_be_read() -> None:
    settings = Settings(_env_file=None, tavily_api_key=SecretStr("key"))
    async with open_documents(settings, None) as (_, pages):
        assert pages is not None
