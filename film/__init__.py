"""The film pipeline makes every clip and picture from the position files; it runs at build time only."""
