"""What looks at the whole content and the whole program: whether it fits together, and how it reads."""
