"""Secrets of a checkout's own local run: made once, kept out of git."""

import os
import secrets
import tempfile
from pathlib import Path

FILE_NAME = "dev.env"


def development_keys(state: Path) -> dict[str, str]:
    """Return the local run's secrets by the name of their setting; made on the first call.

    They are kept in `state` in a file that only its owner can read. Raises `ValueError` if that
    file has been damaged.
    """
    path = state / FILE_NAME
    if not path.exists():
        _make(path)
    keys = dict(
        line.split("=", 1) for line in path.read_text(encoding="utf-8").splitlines() if "=" in line
    )
    missing = [name for name in _fresh() if not keys.get(name)]
    if missing:
        raise ValueError(f"{path} lacks {', '.join(missing)}; delete it and new keys are made")
    return {name: keys[name] for name in _fresh()}


def _fresh() -> dict[str, str]:
    return {
        "SECRET_KEY": secrets.token_urlsafe(48),
        "LIVEKIT_API_KEY": f"dev-{secrets.token_hex(6)}",
        "LIVEKIT_API_SECRET": secrets.token_urlsafe(48),
    }


def _make(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    content = "".join(f"{name}={value}\n" for name, value in _fresh().items())
    with tempfile.NamedTemporaryFile(
        "w", encoding="utf-8", dir=path.parent, prefix=f"{path.name}.", delete=False
    ) as handle:
        handle.write(content)
    draft = Path(handle.name)
    # A link appears whole and never replaces: of two first runs, both read the same keys.
    try:
        os.link(draft, path)
    except FileExistsError:
        pass
    finally:
        draft.unlink()
