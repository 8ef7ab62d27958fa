"""What happened: sessions as they were done and told, what they add up to, and when to ask again."""
