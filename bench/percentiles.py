"""Percentiles of what was measured."""

from collections.abc import Sequence

import numpy as np


def percentile(values: Sequence[float], percent: float) -> float | None:
    """Return a percentile (linear between neighbours), null of nothing."""
    return float(np.percentile(values, percent)) if values else None
