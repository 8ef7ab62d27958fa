"""Lowback: a self-help movement companion for low back pain."""
