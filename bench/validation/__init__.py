"""Whether scores order answers as careful readers do, and resist what must not move them."""
