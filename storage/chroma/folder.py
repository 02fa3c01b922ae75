"""What an embedded Chroma leaves on the disk of collections that it has deleted."""

import logging
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from uuid import UUID

logger = logging.getLogger(__name__)

DATABASE = "chroma.sqlite3"


def remove_orphans(folder: Path) -> None:
    """Delete the index files of collections that are gone; they hold vectors.

    Only for the process that the store belongs to, while nothing else is asked of it. What cannot
    be told or deleted stays, and is tried again the next time.
    """
    try:
        with closing(sqlite3.connect(folder / DATABASE)) as connection:
            known = {name for (name,) in connection.execute("SELECT id FROM segments")}
        for place in folder.iterdir():
            if _is_index(place) and place.name not in known:
                shutil.rmtree(place)
    except (sqlite3.Error, OSError) as error:
        logger.warning("knowledge.orphans_kept", extra={"error": type(error).__name__})


def _is_index(place: Path) -> bool:
    try:
        UUID(place.name)
    except ValueError:
        return False
    return place.is_dir()
