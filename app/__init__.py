"""Wires the engine and the widgets: document, operations, presenters, jobs, command line."""
