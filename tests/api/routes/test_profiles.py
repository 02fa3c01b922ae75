"""The profile, the resume in every form it comes in, and what can be found afterwards."""

import io
import zipfile

import docx
import pypdf
import pytest

from api.services import Services
from harness.resumes.pdf_writer import assembled
from storage.knowledge import KnowledgeUnavailableError
from tests.api.application import Client
from tests.api.word_knowledge import WordKnowledge
from tests.test_ai_interview import PROFILE

PATH = "/ai-interview/profile"
RESUME = "Led a team of five. Built a cache in Go that served a million requests a minute."


def pdf(text: str, *, password: str | None = None, pages: int = 1) -> bytes:
    """Return a PDF with the text on its first page."""
    content = f"BT /F1 12 Tf 72 720 Td ({text}) Tj ET".encode()
    kids = " ".join(f"{4 + n} 0 R" for n in range(pages))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {pages} >>".encode(),
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content),
        *(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 3 0 R /Resources "
            b"<< /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >> >>"
            for _ in range(pages)
        ),
    ]
    out = bytearray(b"%PDF-1.4\n")
    places = []
    for number, body in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % (
        len(objects) + 1,
        table,
    )
    if password is None:
        return bytes(out)
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(bytes(out)))
    writer.encrypt(password, algorithm="RC4-128")
    locked = io.BytesIO()
    writer.write(locked)
    return locked.getvalue()


def pdf_of_a_picture() -> bytes:
    """Return a PDF whose page is a scan."""
    pixels = "q 500 0 0 700 50 50 cm BI /W 1 /H 1 /CS /G /BPC 8 ID \x80 EI Q"
    return assembled(
        [
            "<< /Type /Catalog /Pages 2 0 R >>",
            "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R >>",
            f"<< /Length {len(pixels)} >>\nstream\n{pixels}\nendstream",
        ]
    )


def word(text: str) -> bytes:
    """Return a DOCX with the text."""
    document = docx.Document()
    document.add_paragraph(text)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def zip_bomb() -> bytes:
    """Return an archive of some kilobytes that unfolds to 60 MiB."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b"0" * (60 * 1024 * 1024))
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("cv.pdf", pdf(RESUME)),
        ("CV.PDF", pdf(RESUME)),
        ("cv.docx", word(RESUME)),
        ("cv.txt", RESUME.encode()),
        ("cv.md", b"\xef\xbb\xbf" + RESUME.encode()),
    ],
)
async def test_a_resume_fills_the_profile(client: Client, name: str, content: bytes) -> None:
    await client.sign_up()
    answer = await client.post(f"{PATH}/resume", files={"file": (name, content)})
    assert answer.status_code == 200, answer.text
    assert RESUME in answer.json()["resume_text"]
    assert (await client.get(PATH)).json()["resume_text"] == answer.json()["resume_text"]


async def test_what_a_resume_states_is_suggested_and_not_stored(client: Client) -> None:
    await client.sign_up()
    text = b"Experience\nNurse, City Hospital, 2020 - present\nSkills\nTriage, Spanish"
    answer = await client.post(f"{PATH}/resume", files={"file": ("cv.txt", text)})
    suggested = answer.json()["suggested"]
    assert (suggested["current_role"], suggested["current_company"]) == ("Nurse", "City Hospital")
    assert suggested["technical_skills"] == ["Triage", "Spanish"]
    assert suggested["years_of_experience"] > 5
    stored = (await client.get(PATH)).json()
    assert (stored["current_role"], stored["technical_skills"]) == (None, [])


async def test_overlapping_periods_count_once_and_come_with_the_years(client: Client) -> None:
    await client.sign_up()
    text = (
        b"Experience\nCurator, Example Museum, 03/2018 - 02/2024\nLecturer, Example College, "
        b"09/2019 - 02/2023\nGuide, Old Mill, 2015 - 2017\n"
    )
    answer = (await client.post(f"{PATH}/resume", files={"file": ("cv.txt", text)})).json()
    assert answer["suggested"]["years_of_experience"] == 8
    assert [(each["start"], each["end"]) for each in answer["work_periods"]] == [
        ("2018-03", "2024-02"),
        ("2019-09", "2023-02"),
        ("2015-01", "2016-12"),
    ]


async def test_what_a_stored_resume_states_can_be_asked_for_again(client: Client) -> None:
    await client.sign_up()
    assert (await client.get(f"{PATH}/resume/suggestion")).status_code == 404
    text = b"Experience\nNurse, City Hospital, 2020 - present"
    uploaded = (await client.post(f"{PATH}/resume", files={"file": ("cv.txt", text)})).json()
    again = (await client.get(f"{PATH}/resume/suggestion")).json()
    assert again == {name: uploaded[name] for name in again}
    assert (again["suggested_by"], again["reading"]) == ("rules", False)


@pytest.mark.parametrize(
    ("name", "content", "status", "code"),
    [
        ("cv.exe", b"MZ", 400, "RESUME_TYPE_UNSUPPORTED"),
        ("cv", b"text", 400, "RESUME_TYPE_UNSUPPORTED"),
        ("cv.txt", b"", 400, "RESUME_NO_TEXT"),
        ("cv.txt", b" \n ", 400, "RESUME_NO_TEXT"),
        ("cv.txt", b"\xff\xfe\x00", 400, "RESUME_INVALID"),
        ("cv.txt", b"\x89PNG\r\n\x1a\n\x00\x00\xff", 400, "RESUME_INVALID"),
        ("cv.rtf", b"no rich text", 400, "RESUME_INVALID"),
        ("cv.odt", b"no archive", 400, "RESUME_INVALID"),
        ("cv.pdf", pdf_of_a_picture(), 400, "RESUME_NO_TEXT"),
        ("cv.pdf", pdf(""), 400, "RESUME_NO_TEXT"),
        ("cv.pdf", pdf(RESUME, password="secret"), 400, "RESUME_ENCRYPTED"),
        ("cv.pdf", pdf(RESUME, pages=61), 400, "RESUME_TOO_COMPLEX"),
        ("cv.pdf", pdf(RESUME)[:200], 400, "RESUME_INVALID"),
        ("cv.pdf", b"%PDF-1.4 nothing of the kind", 400, "RESUME_INVALID"),
        ("cv.pdf", word(RESUME), 400, "RESUME_INVALID"),
        ("cv.docx", pdf(RESUME), 400, "RESUME_INVALID"),
        ("cv.docx", word(RESUME)[:500], 400, "RESUME_INVALID"),
        ("cv.docx", zip_bomb(), 400, "RESUME_TOO_COMPLEX"),
        ("cv.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"0" * 600, 400, "RESUME_ENCRYPTED"),
        ("cv.txt", b"x" * (5 * 1024 * 1024 + 1), 413, "BODY_TOO_LARGE"),
        ("cv.txt", b"x" * (6 * 1024 * 1024), 413, "BODY_TOO_LARGE"),
    ],
)
async def test_what_is_no_resume_has_a_clear_answer_and_loses_nothing(
    client: Client, name: str, content: bytes, status: int, code: str
) -> None:
    await client.sign_up()
    await client.post(PATH, json=PROFILE | {"resume_text": "Earlier."})
    answer = await client.post(f"{PATH}/resume", files={"file": (name, content)})
    assert (answer.status_code, answer.json()["error_code"]) == (status, code), answer.text
    assert (await client.get(PATH)).json()["resume_text"] == "Earlier."


@pytest.mark.parametrize(
    ("headers", "content", "status"),
    [
        ({"Content-Type": "application/json"}, b"{}", 415),
        ({"Content-Type": "multipart/form-data"}, b"x", 400),
        ({"Content-Type": "multipart/form-data; boundary=a"}, b"no form", 400),
        ({"Content-Type": "multipart/form-data; boundary=a"}, b"--a--\r\n", 400),
    ],
)
async def test_a_broken_form_is_refused(
    client: Client, headers: dict[str, str], content: bytes, status: int
) -> None:
    await client.sign_up()
    answer = await client.post(f"{PATH}/resume", headers=headers, content=content)
    assert answer.status_code == status, answer.text


async def test_there_is_one_profile(client: Client) -> None:
    await client.sign_up()
    assert (await client.get(PATH)).status_code == 404
    assert (await client.put(PATH, json={"bio": "x"})).status_code == 404
    await client.post(PATH, json=PROFILE)
    assert (await client.post(PATH, json=PROFILE)).status_code == 409


async def test_a_change_touches_what_is_sent_and_nothing_else(client: Client) -> None:
    await client.sign_up()
    created = (await client.post(PATH, json=PROFILE)).json()
    changes = {"years_of_experience": 6, "technical_skills": ["Kubernetes"], "bio": None}
    changed = (await client.put(PATH, json=changes)).json()
    times = ("created_at", "updated_at")
    assert {k: v for k, v in changed.items() if k not in times} == {
        k: v for k, v in (created | changes).items() if k not in times
    }
    assert (await client.put(PATH, json={"technical_skills": None})).status_code == 400
    assert (await client.put(PATH, json={"user_id": 2})).status_code == 400


async def test_what_is_told_can_be_found_without_being_asked_to_index(
    client: Client, services: Services
) -> None:
    user_id = await client.sign_up()
    assert isinstance(services.knowledge, WordKnowledge)
    await client.post(PATH, json=PROFILE)
    told = [passage.text for passage in services.knowledge.passages[user_id]]
    assert "Technical skills: Python, React, AWS" in told
    await client.put(PATH, json={"technical_skills": ["Rust"]})
    told = [passage.text for passage in services.knowledge.passages[user_id]]
    assert "Technical skills: Rust" in told
    assert "Technical skills: Python, React, AWS" not in told


async def test_indexing_by_hand_says_what_it_did(client: Client) -> None:
    user_id = await client.sign_up()
    await client.post(PATH, json=PROFILE)
    body = (await client.post(f"{PATH}/index")).json()
    assert body["indexed_chunks"] == 7
    assert body["collection"] == f"candidate-{user_id}"
    assert body["took_ms"] >= 0


async def test_a_profile_is_kept_also_when_it_cannot_be_indexed(
    client: Client, services: Services
) -> None:
    await client.sign_up()
    assert isinstance(services.knowledge, WordKnowledge)
    services.knowledge.away = KnowledgeUnavailableError
    assert (await client.post(PATH, json=PROFILE)).status_code == 201
    by_hand = await client.post(f"{PATH}/index")
    assert (by_hand.status_code, by_hand.json()["error_code"]) == (503, "KNOWLEDGE_UNAVAILABLE")
