"""A checkout's own secrets."""

import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from core.settings import Settings
from wiring.development_keys import development_keys


def test_keys_are_made_once_and_kept(tmp_path: Path) -> None:
    made = development_keys(tmp_path / "state")
    assert development_keys(tmp_path / "state") == made
    assert development_keys(tmp_path / "other") != made


def test_the_keys_are_settings_that_work(tmp_path: Path) -> None:
    made = development_keys(tmp_path)
    settings = Settings.model_validate({name.lower(): value for name, value in made.items()})
    assert settings.secret_key.get_secret_value() == made["SECRET_KEY"]
    assert len(made["LIVEKIT_API_SECRET"]) >= 32


def test_nobody_else_can_read_the_keys(tmp_path: Path) -> None:
    development_keys(tmp_path)
    [kept] = tmp_path.iterdir()
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600


def test_two_first_runs_get_the_same_keys(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        made = list(pool.map(development_keys, [tmp_path] * 8))
    assert all(keys == made[0] for keys in made)


def test_a_damaged_file_is_named_and_left_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "dev.env").write_text("SECRET_KEY=\n")
    with pytest.raises(ValueError, match=r"dev\.env lacks SECRET_KEY, LIVEKIT_API_KEY"):
        development_keys(tmp_path)
    assert (tmp_path / "dev.env").read_text() == "SECRET_KEY=\n"
