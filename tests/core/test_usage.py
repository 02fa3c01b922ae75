"""Calls of models added up: what is not known is null and never zero."""

import pytest

from core.usage import CallPurpose, ModelCall, ModelPrice, SessionUsage, usage_of

PRICES = {"big": ModelPrice(prompt=2.0, completion=10.0)}


def call(
    prompt: int | None = 1000,
    completion: int | None = 100,
    purpose: CallPurpose = CallPurpose.WORDING,
    model: str = "big",
    calls: int = 1,
) -> ModelCall:
    return ModelCall(purpose, model, prompt, completion, calls)


def test_no_call_took_and_cost_nothing() -> None:
    assert usage_of([], PRICES) == SessionUsage()
    assert SessionUsage().cost_usd == 0.0


def test_tokens_and_dollars_are_added_up_by_purpose() -> None:
    usage = usage_of([call(), call(), call(500, 50, CallPurpose.JUDGE, calls=3)], PRICES)
    assert (usage.calls, usage.prompt_tokens, usage.completion_tokens) == (5, 2500, 250)
    assert usage.cost_usd == pytest.approx(0.0075)
    assert list(usage.by_purpose) == ["wording", "judge"]
    assert usage.by_purpose["judge"].calls == 3
    assert usage.by_purpose["judge"].cost_usd == pytest.approx(0.0015)


def test_a_model_without_a_price_costs_null() -> None:
    usage = usage_of([call(), call(model="small", purpose=CallPurpose.PLAN)], PRICES)
    assert usage.cost_usd is None
    assert usage.prompt_tokens == 2000
    assert usage.by_purpose["plan"].cost_usd is None
    assert usage.by_purpose["wording"].cost_usd == pytest.approx(0.003)


def test_a_call_whose_tokens_nobody_told_makes_the_cost_null_and_is_counted() -> None:
    for unknown in (call(None), call(completion=None)):
        usage = usage_of([call(), unknown], PRICES)
        assert usage.calls == 2
        assert usage.calls_without_tokens == 1
        assert usage.prompt_tokens == 1000
        assert usage.cost_usd is None
