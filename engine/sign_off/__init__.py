"""Records over exact states of labels: what signing asks for, and whether a record and a dataset belong together."""
