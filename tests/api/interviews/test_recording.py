"""Which bytes a `Range` header asks for."""

import pytest

from api.interviews.recording import asked_for
from core.errors import RangeNotSatisfiableError


@pytest.mark.parametrize(
    ("header", "wanted"),
    [
        ("bytes=0-", range(100)),
        ("bytes=0-0", range(1)),
        ("bytes=10-19", range(10, 20)),
        ("bytes=90-500", range(90, 100)),
        ("bytes=-1", range(99, 100)),
        ("bytes=-500", range(100)),
        ("Bytes=5-", range(5, 100)),
        ("", None),
        ("bytes=-", None),
        ("bytes=20-10", None),
        ("bytes=0-1,5-6", None),
        ("seconds=1-2", None),
        ("bytes=a-b", None),
    ],
)
def test_one_range_is_understood_and_anything_else_means_everything(
    header: str, wanted: range | None
) -> None:
    assert asked_for(header, 100) == wanted


@pytest.mark.parametrize("header", ["bytes=100-", "bytes=500-600", "bytes=-0"])
def test_what_begins_behind_the_end_cannot_be_had(header: str) -> None:
    with pytest.raises(RangeNotSatisfiableError) as refused:
        asked_for(header, 100)
    assert refused.value.size == 100
