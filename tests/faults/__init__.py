"""What breaks under a running server, and what became of that which it had confirmed."""
