"""Many start interviews at once, beside an earlier build."""
