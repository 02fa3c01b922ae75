"""What language models were asked on behalf of a session: calls, tokens, and what they cost."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from pydantic import Field

from core.plan import Frozen

TOKENS_PER_PRICE = 1_000_000


class CallPurpose(StrEnum):
    """What a model was asked for."""

    PLAN = "plan"
    RESEARCH = "research"
    WORDING = "wording"
    COACH = "coach"
    JUDGE = "judge"


@dataclass(frozen=True, slots=True)
class ModelCall:
    """A call, or `calls` of one kind together.

    Tokens are null when the provider did not tell them, as when a reply was cut off.
    `cached_tokens` are those of the prompt that the provider had kept from earlier calls.
    """

    purpose: CallPurpose
    model: str
    prompt_tokens: int | None
    completion_tokens: int | None
    calls: int = 1
    cached_tokens: int = 0


Meter = Callable[[int, ModelCall], None]
"""Takes note of a call for a session (its id); never raises into the talk."""


class ModelPrice(Frozen):
    """US dollars per million tokens."""

    prompt: float = Field(ge=0)
    completion: float = Field(ge=0)


class UsageFigures(Frozen):
    """Calls added up.

    Tokens are those that are known; `calls_without_tokens` counts the calls whose are not.
    `cached_prompt_tokens` is the part of `prompt_tokens` that the provider had kept from earlier
    calls, left out where there were none; the cost counts it at the full price.
    `cost_usd` is null unless the tokens and the price of every call are known.
    """

    calls: int = 0
    prompt_tokens: int = 0
    cached_prompt_tokens: int = Field(default=0, exclude_if=lambda count: not count)
    completion_tokens: int = 0
    calls_without_tokens: int = 0
    cost_usd: float | None = 0.0


class SessionUsage(UsageFigures):
    """The figures of a session, whole and by what was asked for."""

    by_purpose: dict[str, UsageFigures] = Field(default_factory=dict)


def usage_of(calls: Iterable[ModelCall], prices: Mapping[str, ModelPrice]) -> SessionUsage:
    """Return the figures of the calls; `prices` are by the model's name."""
    known = tuple(calls)
    return SessionUsage(
        **_figures(known, prices).model_dump(),
        by_purpose={
            str(purpose): _figures([call for call in known if call.purpose is purpose], prices)
            for purpose in CallPurpose
            if any(call.purpose is purpose for call in known)
        },
    )


def _figures(calls: Iterable[ModelCall], prices: Mapping[str, ModelPrice]) -> UsageFigures:
    count = prompt = cached = completion = unknown = 0
    cost: float | None = 0.0
    for call in calls:
        count += call.calls
        cached += call.cached_tokens
        price = prices.get(call.model)
        if call.prompt_tokens is None or call.completion_tokens is None:
            unknown += call.calls
            cost = None
            continue
        prompt += call.prompt_tokens
        completion += call.completion_tokens
        if price is None or cost is None:
            cost = None
        else:
            spent = price.prompt * call.prompt_tokens + price.completion * call.completion_tokens
            cost += spent / TOKENS_PER_PRICE
    return UsageFigures(
        calls=count,
        prompt_tokens=prompt,
        cached_prompt_tokens=cached,
        completion_tokens=completion,
        calls_without_tokens=unknown,
        cost_usd=cost,
    )
