"""The resources: one file each, every file a table of operations."""
