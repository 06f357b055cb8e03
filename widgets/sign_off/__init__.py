"""What a lead sees before signing."""
