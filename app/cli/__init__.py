"""Kadraj without a window."""
