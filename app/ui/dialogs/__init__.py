"""Windows over the window: signing in, settings."""
