"""Kadraj without a window: the same engine behind a command line."""
