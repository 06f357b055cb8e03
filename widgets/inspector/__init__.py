"""Why the current box is flagged, its numbers, and what to do about it."""
