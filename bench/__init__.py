"""Measures every page, next to a stock Streamlit hello-world on the same machine in the same minute, and the player."""
