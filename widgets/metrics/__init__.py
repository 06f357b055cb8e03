"""Baseline, current and delta of the metrics: bar and tables."""
