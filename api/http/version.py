"""The version of the product."""

from importlib.metadata import PackageNotFoundError, version


def product_version() -> str:
    """Return the installed version, `0` when run from a tree that is not installed."""
    try:
        return version("greenroom")
    except PackageNotFoundError:
        return "0"
