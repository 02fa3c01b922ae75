"""The text of an RTF file, by striprtf."""

from striprtf.striprtf import rtf_to_text

from api.documents.reading.errors import ResumeError


def read_rtf(content: bytes) -> str:
    """Return the text of an RTF file; raises `ResumeError`."""
    if not content.lstrip().startswith(b"{\\rtf"):
        raise ResumeError("The file is not RTF.")
    try:
        text = rtf_to_text(content.decode("latin-1"), errors="ignore")  # type: ignore[no-untyped-call]
        return str(text)
    except (ValueError, LookupError, IndexError) as error:
        raise ResumeError("The RTF is damaged.") from error
