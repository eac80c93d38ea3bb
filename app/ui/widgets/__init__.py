"""Widgets that know no app: plain values in, past-tense signals out."""
