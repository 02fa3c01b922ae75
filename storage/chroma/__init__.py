"""What the project knows of Chroma: its collections, its files and its memory."""
