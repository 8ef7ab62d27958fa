"""HTTP without Streamlit: who is asking, what goes out with every page, files, health, and help when all else fails."""
