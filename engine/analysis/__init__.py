"""Analyses that need not be live: which errors the model makes, what they cost, and the boxes behind them."""
