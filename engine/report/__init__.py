"""The report about a dataset: one HTML file that needs no other, made of what the project knows."""
