"""Frozen values that the whole program shares: structs of arrays, and small records."""
