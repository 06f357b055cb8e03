"""The queue of flags: a table that filters, sorts and keeps its place."""
