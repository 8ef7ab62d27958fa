"""Tests that drive a real server and a real browser."""
