"""Dialogs: opening, errors, keys, problems, about."""
