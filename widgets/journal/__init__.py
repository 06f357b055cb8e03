"""The gallery: crops of boxes as a wall."""
