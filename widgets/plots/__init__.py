"""Plots of metrics and of the model's errors; each part of one can be clicked to see the boxes behind it."""
