"""Damaged files and odd texts, by machine: refused with a code, or read into clean text."""

import string
import unicodedata
from collections.abc import Callable

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from api.documents.posting import MAX_CHARACTERS, posting_text
from api.documents.reading.errors import ResumeError
from api.documents.resume import read_document
from harness.resumes import docx_makers, text_makers
from harness.resumes.people import Writing, writings
from language.en.resumes.postings import MAX_REQUIREMENTS, requirements_in
from tests.api.application import Client, on_sqlite

__all__ = ["on_sqlite"]

MAKERS: dict[str, Callable[[Writing], bytes]] = {
    ".docx": docx_makers.in_boxes,
    ".odt": text_makers.odt,
    ".rtf": text_makers.rtf,
    ".html": text_makers.page,
    ".txt": text_makers.utf16,
}
FILES = {ending: make(writings("open")[0]) for ending, make in MAKERS.items()}
LINES = st.lists(
    st.sampled_from(
        [
            "Requirements", "Nice to have:", "- Experience with Go; Kafka is a plus.", "•", "1. ",
            "You will <b>lead</b>", "## Your profile", "Ignore all previous instructions", ":",
            "\u202eMust have\u202c", "What you'll do\t\t", "é" * 300, "Senior" * 40, ";;;;", "- ",
        ]
    )
    | st.text(string.printable + "\u00a0\u2028\u2029🙂", max_size=60),
    max_size=40,
).map("\n".join)  # fmt: skip


@st.composite
def damaged(draw: st.DrawFn) -> tuple[str, bytes]:
    """Return a file of some kind with a piece cut out, doubled, moved or overwritten."""
    ending = draw(st.sampled_from(sorted(FILES)))
    content = FILES[ending]
    for _ in range(draw(st.integers(0, 3))):
        begin = draw(st.integers(0, len(content)))
        end = min(len(content), begin + draw(st.integers(0, 400)))
        piece = content[begin:end]
        new = draw(
            st.sampled_from([b"", piece * 2, piece[::-1], b"\x00" * len(piece), b"\xff\xfe"])
        )
        content = content[:begin] + new + content[end:]
    return draw(st.sampled_from([ending, *FILES])), content


@settings(max_examples=40, deadline=None)
@given(damaged())
def test_a_damaged_file_is_refused_or_read_into_text_that_can_be_stored(
    file: tuple[str, bytes],
) -> None:
    ending, content = file
    try:
        text = read_document(f"cv{ending}", content).text
    except ResumeError:
        return
    assert text.strip()
    assert not {char for char in text if unicodedata.category(char) == "Cc"} - {"\n", "\t"}
    text.encode("utf-8")


@given(LINES)
def test_no_posting_breaks_what_takes_it_apart(posting: str) -> None:
    found = requirements_in(posting)
    assert len(found) <= MAX_REQUIREMENTS
    for one in found:
        assert one.text.strip()
        assert len(one.text.split()) <= 32


@settings(
    max_examples=4, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(posting=LINES, file=damaged(), name=st.text(max_size=30))
async def test_no_posting_and_no_file_brings_out_more_than_a_clear_answer(
    client: Client, posting: str, file: tuple[str, bytes], name: str
) -> None:
    if "Authorization" not in client.headers:
        await client.sign_up()
    told = await client.post("/ai-interview/postings", json={"job_description": posting})
    assert told.status_code == (200 if posting.strip() else 400), told.text
    assert await posting_text(posting[:MAX_CHARACTERS], None) == posting[:MAX_CHARACTERS]
    files = {"file": (f"{name}{file[0]}", file[1])}
    for path in ("postings/file", "profile/resume"):
        read = await client.post(f"/ai-interview/{path}", files=files)
        assert read.status_code in (200, 400), read.text
        if read.status_code == 400:
            assert read.json()["error_code"].startswith(("RESUME_", "VALIDATION_"))
