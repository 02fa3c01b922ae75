"""The simulation with a served model: what its page tells, with a scripted server in its place."""

from pathlib import Path

from core.settings import load_settings
from harness.providers.groq import GroqStandIn
from harness.providers.groq_chat import ChatCompletions
from harness.simulation.real_model import simulate

PATIENT = 20.0


async def test_the_page_has_the_table_who_worded_and_how_soon(tmp_path: Path) -> None:
    page = tmp_path / "page.txt"
    chat = ChatCompletions(["What made you choose that way?", "How old are you?"])
    with GroqStandIn(chat=chat).running() as url:
        settings = load_settings(_env_file=None, llm_base_url=f"{url}/openai/v1", llm_model="small")
        found = await simulate(settings, PATIENT, ["average", "stops early"], page)
    told = page.read_text("utf-8")
    assert found == []
    assert told.startswith("small, ")
    assert "types: behavioral, technical" in told
    assert "stops early" in told
    assert "2 interviews, 0 violations" in told
    assert "worded by: " in told
    assert "refused_personal" in told
    assert "later than the 1.5 s of a real interview" in told
