"""What a person sees. Knows Qt and engine.data, and nothing else of the program."""
