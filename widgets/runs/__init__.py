"""Runs of models: a list of them, how one is going, and where it runs."""
