"""The doctor: why predictions and ground truth do not fit each other though both can be read."""
