"""Imbalance answered: weights, repeats, and the files that a training script reads."""
