"""The image under review with its boxes: what is seen and dragged there."""
