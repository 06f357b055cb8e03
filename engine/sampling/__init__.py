"""Acceptance sampling: how wrong labels may be, from a random sample that somebody reviewed blind."""
