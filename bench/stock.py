"""The yardstick: Streamlit as it comes, saying hello, with pandas in the process as in any data app."""

import pandas as pd  # noqa: F401 - its weight is the point
import streamlit as st

st.title("Hello")
st.write("Hello, world!")
