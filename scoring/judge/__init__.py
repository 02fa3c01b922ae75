"""The model judge: quotes first, levels and never numbers, everything verified by code."""
