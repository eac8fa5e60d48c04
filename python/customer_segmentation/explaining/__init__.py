"""Segments in words: names and rules."""
