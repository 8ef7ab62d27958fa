"""What the player performs: the session script, and the stages, pictures and sentences it is made of."""
