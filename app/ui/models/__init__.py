"""Qt models over what the engine keeps."""
