"""Sizes, and what does not belong into a file of the project."""

import json
import re

from tests.house.sources import ROOT, checkout_files

CODE = {".py", ".js", ".mjs", ".ts", ".css", ".html", ".sh", ".mako"}
# Written in pieces, so that this file holds none of them itself.
FOREIGN = [
    "pypi" + r"\.org",
    "python" + r"hosted\.org",
    r"registry\." + "npmjs",
    r"registry\." + "yarnpkg",
    r"proxy\." + r"golang\.org",
    r"download\." + r"pytorch\.org",
    r"(?<![\w.])/" + r"(?:root|home/\w+|Users/\w+|work)/",
]


def test_no_file_is_longer_than_400_lines() -> None:
    long = {
        str(path): count
        for path in checkout_files()
        if path.suffix in CODE
        if (count := len((ROOT / path).read_text(encoding="utf-8").splitlines())) > 400
    }
    assert not long


def test_no_file_names_a_registry_or_a_machines_folders() -> None:
    foreign = re.compile("|".join(FOREIGN))
    found = {
        f"{path}: {match[0]}"
        for path in checkout_files()
        for match in foreign.finditer((ROOT / path).read_bytes().decode("utf-8", "replace"))
    }
    assert not found


def test_the_pages_lock_names_no_address() -> None:
    lock = json.loads((ROOT / "web" / "package-lock.json").read_text(encoding="utf-8"))
    packages = {name: entry for name, entry in lock["packages"].items() if name}
    assert packages
    assert not [name for name, entry in packages.items() if "resolved" in entry]
    assert not [name for name, entry in packages.items() if "integrity" not in entry]
