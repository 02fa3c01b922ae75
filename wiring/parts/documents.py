"""What reads resumes and postings beyond their files: the configured model, the search provider."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import httpx

from api.documents.model_reading import ModelReading
from api.documents.suggestions import ResumeSuggestions
from api.documents.web_pages import PageReader, build_page_reader
from core.settings import Settings
from llm.port import JsonModel


@asynccontextmanager
async def open_documents(
    settings: Settings, model: JsonModel | None
) -> AsyncIterator[tuple[ResumeSuggestions, PageReader | None]]:
    """Open what proposes a resume's fields and what reads pages; null without a search key.

    A small model on this machine takes minutes over a resume, and its time is the interviews': the
    rules read in its place.
    """
    reading = ModelReading(model) if model is not None and settings.has_hosted_model else None
    suggestions = ResumeSuggestions(reading)
    try:
        async with httpx.AsyncClient() as client:
            yield suggestions, build_page_reader(settings, client)
    finally:
        await suggestions.aclose()
