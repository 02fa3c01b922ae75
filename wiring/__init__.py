"""The composition root: settings are read, resources opened and processes started here."""
