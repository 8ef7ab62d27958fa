"""One page each: what it says and what is on it. Views draw with pieces and never import each other."""
