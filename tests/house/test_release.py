"""What is published is whole and says the same everywhere."""

import json
import re
import shutil
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest

from tests.house.sources import LAYERS, ROOT, checkout_files

PUBLISHED = {*LAYERS, "migrations", "web"}
NOT_PUBLISHED = {"web/package-lock.json", "web/.npmrc"}


def _project_version() -> str:
    version = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"][
        "version"
    ]
    assert isinstance(version, str)
    return version


def test_the_version_is_the_changelogs_head() -> None:
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    head = re.search(r"^## \[(.+?)\]", changelog, re.MULTILINE)
    assert head is not None
    assert head[1] == _project_version()


def test_the_page_has_the_same_version() -> None:
    for name in ("package.json", "package-lock.json"):
        package = json.loads((ROOT / "web" / name).read_text(encoding="utf-8"))
        assert package["version"] == _project_version()


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_the_wheel_holds_code_prompts_migrations_and_page(tmp_path: Path) -> None:
    source = tmp_path / "source"
    for path in checkout_files():
        (source / path).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(ROOT / path, source / path)
    build = "import sys; from setuptools import build_meta; build_meta.build_wheel(sys.argv[1])"
    built = subprocess.run(
        [sys.executable, "-c", build, str(tmp_path)],
        cwd=source,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    assert built.returncode == 0, built.stdout
    [wheel] = tmp_path.glob("*.whl")
    inside = {name for name in zipfile.ZipFile(wheel).namelist() if ".dist-info/" not in name}
    expected = {
        path.as_posix() for path in checkout_files() if path.parts[0] in PUBLISHED
    } - NOT_PUBLISHED
    assert inside == expected
