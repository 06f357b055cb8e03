"""Run a model over images in a process of its own, so that its crashes and its memory stay out of ours."""
