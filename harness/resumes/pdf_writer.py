"""Writes PDFs glyph by glyph, so that a test can say how a page is put together.

Helvetica of the standard fonts, in a simple encoding that also names the ligatures.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

WIDTH, HEIGHT = 595, 842
_NARROW = {
    **dict.fromkeys("ijl'’‘", 222), **dict.fromkeys("ft!,./:;I[\\] ·|", 278),
    **dict.fromkeys("r()-\u00ad`‐", 333), **dict.fromkeys("ckJsvxyzç•", 500), "\ufb01": 500,
    "\ufb02": 500, **dict.fromkeys("FTZ", 611), **dict.fromkeys("ABEKPSVXYŠ&É", 667),
    **dict.fromkeys("CDHNRUw", 722), **dict.fromkeys("GOQ", 778), **dict.fromkeys("Mm", 833),
    "W": 944, "—": 1000, "%": 889, "@": 1015, **dict.fromkeys("+=<>−", 584),
}  # fmt: skip
_OWN_CODES = {"\ufb01": (1, "fi"), "\ufb02": (2, "fl"), "‐": (3, "hyphen"), "−": (4, "minus")}


def width(text: str, size: float) -> float:
    """Return how wide a text is in points."""
    return sum(_NARROW.get(char, 556) for char in text) * size / 1000


@dataclass
class Page:
    """A page of text operators in the order in which they are written."""

    operators: list[str] = field(default_factory=list)
    y: float = HEIGHT - 60

    def put(
        self, x: float, text: str, size: float = 10, *, spaces: str = "glyph", spread: float = 0
    ) -> None:
        """Write one line at the current height.

        `spaces` is `glyph`, `kern` (a gap within one operator, as LaTeX) or `move` (each word at a
        place of its own); `spread` is what is added behind every glyph, in points.
        """
        begin = f"BT /F1 {size} Tf {spread} Tc 1 0 0 1 {x:.2f} {self.y:.2f} Tm "
        if spaces == "glyph":
            self.operators.append(f"{begin}<{_hex(text)}> Tj ET")
        elif spaces == "kern":
            words = " -300 ".join(f"<{_hex(word)}>" for word in text.split(" "))
            self.operators.append(f"{begin}[{words}] TJ ET")
        else:
            for word in text.split(" "):
                place = f"BT /F1 {size} Tf 0 Tc 1 0 0 1 {x:.2f} {self.y:.2f} Tm"
                self.operators.append(f"{place} <{_hex(word)}> Tj ET")
                x += width(f"{word} ", size)


def wrapped(text: str, size: float, most: float) -> list[str]:
    """Return a text as lines that are at most so wide."""
    found = [""]
    for word in text.split(" "):
        longer = f"{found[-1]} {word}".strip()
        if found[-1] and width(longer, size) > most:
            found.append(word)
        else:
            found[-1] = longer
    return found


def written(pages: Sequence[Page]) -> bytes:
    """Return the file."""
    names = " ".join(f"{code} /{name}" for code, name in _OWN_CODES.values())
    maps = "".join(f"<{code:02X}> <{ord(char):04X}>\n" for char, (code, _) in _OWN_CODES.items())
    for code in [*range(32, 127), *range(160, 256), *range(130, 160)]:
        char = bytes([code]).decode("cp1252", "ignore")
        maps += f"<{code:02X}> <{ord(char):04X}>\n" if char else ""
    count = maps.count("\n")
    cmap = (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def "
        "/CMapType 2 def 1 begincodespacerange <00> <FF> endcodespacerange "
        f"{count} beginbfchar\n{maps}endbfchar endcmap end end"
    )
    kids = " ".join(f"{5 + 2 * number} 0 R" for number in range(len(pages)))
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /ToUnicode 4 0 R /Encoding "
        f"<< /BaseEncoding /WinAnsiEncoding /Differences [{names}] >> >>",
        _stream(cmap),
    ]
    for number, page in enumerate(pages):
        objects += [
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {WIDTH} {HEIGHT}] /Contents "
            f"{6 + 2 * number} 0 R /Resources << /Font << /F1 3 0 R >> >> >>",
            _stream("\n".join(page.operators)),
        ]
    return assembled(objects)


def assembled(objects: Sequence[str]) -> bytes:
    """Return a PDF of numbered objects, the first of which is the catalogue."""
    out = bytearray(b"%PDF-1.5\n")
    places = []
    for number, told in enumerate(objects, start=1):
        places.append(len(out))
        out += f"{number} 0 obj\n{told}\nendobj\n".encode("latin-1")
    table = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    out += b"".join(f"{place:010} 00000 n \n".encode() for place in places)
    out += f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R >>\n".encode()
    return bytes(out + f"startxref\n{table}\n%%EOF\n".encode())


def _stream(text: str) -> str:
    return f"<< /Length {len(text.encode('latin-1'))} >>\nstream\n{text}\nendstream"


def _hex(text: str) -> str:
    codes = [
        _OWN_CODES[char][0] if char in _OWN_CODES else char.encode("cp1252")[0] for char in text
    ]
    return bytes(codes).hex().upper()
