"""No setting is hidden, and none is documented that is not there."""

import re

from core.settings import Settings
from tests.house.sources import ROOT

NAMES = {name.upper() for name in Settings.model_fields}


def _examples() -> dict[str, str]:
    lines = (ROOT / ".env.example").read_text(encoding="utf-8").splitlines()
    return dict(re.findall(r"^# ([A-Z0-9_]+)=(.*)$", "\n".join(lines), re.MULTILINE))


def _default(name: str) -> str:
    field = Settings.model_fields[name.lower()]
    default = field.get_default(call_default_factory=True)
    if default is None or hasattr(default, "get_secret_value"):
        return ""
    if isinstance(default, bool):
        return str(default).lower()
    if isinstance(default, tuple):
        return ",".join(map(str, default))
    return str(default)


def test_every_setting_is_in_the_example_with_its_default() -> None:
    assert _examples() == {name: _default(name) for name in NAMES}


def test_the_example_sets_nothing_by_itself() -> None:
    lines = (ROOT / ".env.example").read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if line and not line.startswith("#")] == []


def test_every_setting_is_documented_with_its_default() -> None:
    text = (ROOT / "docs" / "configuration.md").read_text(encoding="utf-8")
    rows = dict(re.findall(r"^\| `([A-Z0-9_]+)` \| (.*?) \|", text, re.MULTILINE))
    assert rows.keys() == NAMES
    # Words in place of a value: there is none, or it is made when it is needed.
    words = {"none", "made per checkout", "the packaged model", "the packaged voice"}
    wrong = {
        name: shown
        for name, shown in rows.items()
        if shown.strip("`") != _default(name) and shown not in words
    }
    assert not wrong
