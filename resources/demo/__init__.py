"""The demo project that ``boxwright demo`` opens: images, labels with planted errors, a small detector."""
