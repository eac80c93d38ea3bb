"""Kadraj: a desktop studio for AI video."""
