"""The doctor: holds ground truth and predictions against each other, and finds what makes mAP collapse without an error."""
