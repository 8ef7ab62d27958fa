"""Measures how fast every page is, next to a stock Streamlit hello-world on the same machine in the same minute."""
