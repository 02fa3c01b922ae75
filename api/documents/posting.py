"""A job posting as people hand it over: its text, or the address of its page."""

import re
from typing import Final

from api.documents.reading.characters import normalised
from api.documents.web_pages import PageReader
from core.errors import InvalidInputError, ProviderUnavailableError

MAX_CHARACTERS: Final = 20_000
FIELD = "job_description"
_ADDRESS = re.compile(r"https?://[^\s<>\"]{3,2000}", re.IGNORECASE)


class PostingAddressError(InvalidInputError):
    """The address of a posting cannot be read."""

    code = "POSTING_ADDRESS"

    def __init__(self, message: str) -> None:
        super().__init__(message, [(FIELD, message)])


async def posting_text(given: str | None, pages: PageReader | None) -> str | None:
    """Return a posting's text: what was given, or where that is an address what its page says.

    Raises `PostingAddressError` where no page can be read or there is none at the address.
    """
    if given is None or not _ADDRESS.fullmatch(given.strip()):
        return given
    if pages is None:
        raise PostingAddressError(
            "Addresses are read only where a search key is set: paste the posting's text."
        )
    try:
        text = normalised(await pages.text(given.strip()))
    except ProviderUnavailableError as error:
        raise PostingAddressError(
            "The address could not be read: paste the posting's text."
        ) from error
    if not text:
        raise PostingAddressError("There is no text at this address: paste the posting's text.")
    return text[:MAX_CHARACTERS]
