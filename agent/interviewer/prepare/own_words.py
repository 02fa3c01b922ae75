"""What of a search query is the candidate's own: it never leaves for a search provider."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from agent.interviewer.prepare.tuned import PLANS
from core.interview import CandidateProfile, InterviewRequest
from language.en.text.lexicon import STOP_WORDS
from language.en.text.tokens import words
from storage.passages import profile_passages

_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_LONG_NUMBER = re.compile(r"\d(?:[\s().+/-]{0,2}\d){6,}")


@dataclass(frozen=True, slots=True)
class OwnWords:
    """The candidate's name, employer and texts as runs of words.

    `public` are the words that say nothing of anybody: those of company and role, and the smallest.
    """

    public: frozenset[str]
    runs: frozenset[tuple[str, ...]] = frozenset()

    def with_texts(self, texts: Iterable[str]) -> "OwnWords":
        """Return these and all runs of `PLANS.run_words` words of further texts of theirs."""
        runs = {
            tuple(spoken[at : at + PLANS.run_words])
            for spoken in map(words, texts)
            for at in range(len(spoken) - PLANS.run_words + 1)
        }
        return replace(self, runs=self.runs | runs)

    def are_in(self, query: str) -> bool:
        """Return whether a query holds an e-mail address, a telephone number or own words."""
        if "@" in query or _LONG_NUMBER.search(_YEAR.sub(" year ", query)):
            return True
        spoken = words(query)
        taken = (
            run
            for size in {len(run) for run in self.runs}
            for at in range(len(spoken) - size + 1)
            if (run := tuple(spoken[at : at + size])) in self.runs
        )
        return any(not self.public.issuperset(run) for run in taken)


def own_words(
    request: InterviewRequest, profile: CandidateProfile | None, full_name: str | None
) -> OwnWords:
    """Return what the session, the profile and the account tell of the candidate."""
    stated = words(f"{request.company_context or ''} {request.role_context or ''}")
    names: set[tuple[str, ...]] = {(word,) for word in words(full_name or "")}
    texts = [request.custom_instructions or ""]
    if profile is not None:
        names.add(tuple(words(profile.current_company or "")))
        texts += [passage.text for passage in profile_passages(profile)]
    own = OwnWords(STOP_WORDS | frozenset(stated), frozenset(names) - {()})
    return own.with_texts(texts)
