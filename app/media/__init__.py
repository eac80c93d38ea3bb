"""Reading and making videos and pictures."""
