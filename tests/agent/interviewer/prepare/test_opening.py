"""The first words: by the candidate's name where they gave one."""

import pytest

from agent.interviewer.prepare.opening import opening_line
from agent.interviewer.wordings.templates import load_templates
from core.interview import InterviewRequest
from language.en.speech.spoken_names import first_name
from language.en.text.sentences import count_sentences
from tests.agent.interviewer.scenes import question

TEMPLATES = load_templates()


@pytest.mark.parametrize("role", [None, "nurse"])
def test_every_greeting_has_a_place_for_the_name(role: str | None) -> None:
    request = InterviewRequest(title="x", role_context=role)
    for seed in range(40):
        opener, _ = opening_line(TEMPLATES, request, None, question(), seed, "maria lopez")
        plain, _ = opening_line(TEMPLATES, request, None, question(), seed)
        assert opener.count("Maria") == 1
        assert opener.split()[1].strip(",.") == "Maria"
        assert count_sentences(opener) == count_sentences(plain)


@pytest.mark.parametrize(
    ("given", "called"),
    [
        ("Maria Lopez", "Maria"), ("dr. anna weber", "Anna"), ("JEAN-LUC P.", "Jean-Luc"),
        ("x", None), ("42", None), (None, None), ("", None), ("me@example.org", None),
        ("O'Neil", "O'Neil"), ("AJ Smith", "AJ"),
    ],
)  # fmt: skip
def test_a_name_is_spoken_only_where_it_is_one(given: str | None, called: str | None) -> None:
    assert first_name(given) == called
