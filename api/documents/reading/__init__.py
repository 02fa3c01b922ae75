"""Documents as people hand them over become text."""
