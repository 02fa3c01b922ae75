"""A document becomes the text that a person reads on its page."""

import contextlib
import io

import docx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.documents.reading.characters import normalised
from api.documents.reading.errors import ResumeError, ResumeNoTextError
from api.documents.reading.pdf import read_pdf
from api.documents.resume import read_document
from harness.resumes.docx_makers import DELETED
from harness.resumes.files import MAKERS, made
from harness.resumes.pdf_writer import Page, assembled, written
from harness.resumes.people import HALVES, writings
from harness.resumes.reading import broken, missing, paragraphs

MADE_HERE = [each for half in HALVES for each in writings(half) if each.maker in MAKERS]


@pytest.mark.parametrize("half", HALVES)
def test_next_to_every_paragraph_of_a_page_is_read_and_in_one_piece(half: str) -> None:
    read = [(each, read_document(*made(each)).text) for each in MADE_HERE if each.half == half]
    whole = sum(len(paragraphs(each)) for each, _ in read)
    lost = [told for each, text in read for told in missing(each, text)]
    torn = [told for each, text in read for told in broken(each, text)]
    assert len(lost) <= 0.01 * whole, lost
    assert len(torn) <= 0.02 * whole, torn
    assert not any(DELETED in text for _, text in read)
    assert all(normalised(text) == text for _, text in read)


def test_each_part_of_a_word_document_is_read_once() -> None:
    for writing in MADE_HERE:
        if writing.maker.startswith("docx"):
            text = read_document(*made(writing)).text
            headings = [line for line in text.split("\n") if line == writing.headings["skills"]]
            assert len(headings) <= 1, writing.name


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("e\ufb03cient work\ufb02ow", "efficient workflow"),
        ("infra\u00adstructure", "infrastructure"),
        ("infra\u00ad\nstructure", "infrastructure"),
        ("non\u2011ascii and 2019\u20122020", "non-ascii and 2019\u20122020"),
        ("a\u00a0b\u2009c\u200bd", "a b cd"),
        ("\uf0b7 Led a team", "• Led a team"),
        ("➤ Led a team", "• Led a team"),
        ("Cafe\u0301", "Café"),
        ("10 m² and a™", "10 m² and a™"),
        ("one\r\ntwo\rthree", "one\ntwo\nthree"),
    ],
)
def test_letters_are_those_that_a_person_reads(before: str, after: str) -> None:
    assert normalised(before) == after


@given(st.text(max_size=300))
def test_letters_that_were_made_plain_stay_as_they_are(text: str) -> None:
    assert normalised(normalised(text)) == normalised(text)


@pytest.mark.parametrize(
    ("content", "text"),
    [
        ("Müller – 5 €".encode("cp1252"), "Müller – 5 €"),
        ("Müller".encode("utf-16"), "Müller"),
        ("Miller at work".encode("utf-16-le"), "Miller at work"),
        ("Miller at work".encode("utf-16-be"), "Miller at work"),
        ("Müller".encode("utf-8-sig"), "Müller"),
    ],
)
def test_text_is_read_in_the_encodings_people_save_it_in(content: bytes, text: str) -> None:
    assert read_document("cv.txt", content).text == text


def test_what_nobody_sees_of_a_page_is_not_read() -> None:
    page = (
        "<html><head><title>t</title><style>p {}</style></head><body><p>One <b>line</b>\n of text"
        "</p><script>x</script><p style='display: none'>hidden</p><ul><li>First<li>Second</ul>"
        "<table><tr><td>2020</td><td>Nurse</td></tr></table></body></html>"
    )
    assert (
        read_document("cv.html", page.encode()).text
        == "One line of text\n• First\n• Second\n2020\tNurse"
    )


def picture_page(number: int) -> list[str]:
    """Return the objects of a page that is a scan, from the given number on."""
    pixels = "q 500 0 0 700 50 50 cm BI /W 1 /H 1 /CS /G /BPC 8 ID \x80 EI Q"
    return [
        f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents {number + 1} 0 R >>",
        f"<< /Length {len(pixels)} >>\nstream\n{pixels}\nendstream",
    ]


def text_page(number: int, operators: str, font: str) -> list[str]:
    """Return the objects of a page with text, from the given number on."""
    return [
        f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents {number + 1} 0 R "
        f"/Resources << /Font << /F1 {font} >> >> >>",
        f"<< /Length {len(operators)} >>\nstream\n{operators}\nendstream",
    ]


HELVETICA = "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"


def test_a_page_that_is_a_picture_is_named_beside_the_text_of_the_others() -> None:
    pages = [
        *text_page(3, "BT /F1 12 Tf 72 720 Td (Led a team of five.) Tj ET", HELVETICA),
        *picture_page(5),
    ]
    tree = "<< /Type /Pages /Kids [3 0 R 5 0 R] /Count 2 >>"
    read = read_pdf(assembled(["<< /Type /Catalog /Pages 2 0 R >>", tree, *pages]))
    assert read.text == "Led a team of five."
    assert len(read.notes) == 1
    assert read.notes[0].startswith("Page 2 is a picture without text")


def test_a_file_of_pictures_says_what_to_do() -> None:
    tree = "<< /Type /Pages /Kids [3 0 R] /Count 1 >>"
    content = assembled(["<< /Type /Catalog /Pages 2 0 R >>", tree, *picture_page(3)])
    with pytest.raises(ResumeNoTextError, match="Page 1 is a picture"):
        read_pdf(content)


def test_a_page_whose_letters_have_no_meaning_says_what_to_do() -> None:
    codes = "<< /Type /Encoding /Differences [1 /g1 /g2 /g3 /g4 /g5 /g6 /g7] >>"
    font = f"<< /Type /Font /Subtype /Type1 /BaseFont /ABCDEF+Odd /Encoding {codes} >>"
    operators = "BT /F1 12 Tf 72 720 Td <0102030405060701020304> Tj ET"
    tree = "<< /Type /Pages /Kids [3 0 R] /Count 1 >>"
    content = assembled(["<< /Type /Catalog /Pages 2 0 R >>", tree, *text_page(3, operators, font)])
    with pytest.raises(ResumeNoTextError, match="does not say which letters"):
        read_pdf(content)


def test_the_codes_of_latex_bitmap_fonts_are_letters() -> None:
    operators = "BT /F1 12 Tf 72 720 Td <537461 1B 20 776F726B 1D 6F77 20 15 20 6E6F77> Tj ET"
    tree = "<< /Type /Pages /Kids [3 0 R] /Count 1 >>"
    content = assembled(
        ["<< /Type /Catalog /Pages 2 0 R >>", tree, *text_page(3, operators, HELVETICA)]
    )
    assert normalised(read_pdf(content).text) == "Staff workflow – now"


def test_lines_that_only_the_page_broke_are_one() -> None:
    page = Page()
    told = (
        "Led the move of the billing system to a new database without downtime and cut the cost by",
        "a third in the first year.",
        "Trained nine colleagues.",
    )
    for text in told:
        page.put(60, text)
        page.y -= 12
    assert read_pdf(written([page])).text.split("\n") == [f"{told[0]} {told[1]}", told[2]]


def test_a_word_document_of_pictures_is_named_as_such() -> None:
    document = docx.Document()
    pixel = io.BytesIO(
        bytes.fromhex(
            "89504e470d0a1a0a0000000d4948445200000001000000010800000000 3a7e9b55"
            "0000000a49444154789c63600000000200 01e221bc33 0000000049454e44ae426082"
        )
    )
    document.add_picture(pixel)
    saved = io.BytesIO()
    document.save(saved)
    with pytest.raises(ResumeNoTextError, match="pictures and no text"):
        read_document("cv.docx", saved.getvalue())


@given(st.binary(max_size=200), st.sampled_from(["a.txt", "a.rtf", "a.html", "a.odt"]))
def test_no_bytes_do_more_than_be_refused(content: bytes, name: str) -> None:
    with contextlib.suppress(ResumeError):
        read_document(name, content)
