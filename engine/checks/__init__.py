"""What may be wrong with a label: one small file per family of checks, `run` for them all."""
