"""Where the room server's program is. Only the standard library, so that the setup can ask too."""

import os
import shutil
from pathlib import Path

VERSION = "1.13.5"
PROGRAM = "livekit-server"
GO_PACKAGE = f"github.com/livekit/livekit-server/cmd/server@v{VERSION}"
HOW_TO_GET_IT = f"""\
{PROGRAM} is missing. Any one of these will do:
  - Go 1.26 or newer on the PATH: `make run` then builds {PROGRAM} {VERSION} itself
  - the official binary from the releases of livekit/livekit on GitHub, put on the PATH
  - Homebrew: brew install livekit
  - the container image livekit/livekit-server (with --network host), or LiveKit Cloud:
    set LIVEKIT_URL, LIVEKIT_API_KEY and LIVEKIT_API_SECRET, and none is started here"""


def cached_program() -> Path:
    """Return where a server built by the setup is kept; outside the checkout, shared by all."""
    caches = os.environ.get("XDG_CACHE_HOME") or "~/.cache"
    return Path(caches).expanduser() / "greenroom" / f"{PROGRAM}-{VERSION}" / PROGRAM


def find_program() -> Path | None:
    """Return the server on the PATH, else the one the setup built, else none."""
    on_path = shutil.which(PROGRAM)
    if on_path:
        return Path(on_path)
    built = cached_program()
    return built if os.access(built, os.X_OK) else None
