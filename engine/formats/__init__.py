"""Files to data and back: one module for each format of labels and predictions."""
