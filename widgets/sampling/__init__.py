"""Random samples: choosing a plan, the blind review, and what it says."""
