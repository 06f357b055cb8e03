"""How far several people agree about the same images, and what they would agree on."""
