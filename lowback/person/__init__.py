"""What one person told us, and what it means: may they move, and what is not for them."""
