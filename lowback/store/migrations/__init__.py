"""Numbered, forward-only steps that make and change the tables."""
