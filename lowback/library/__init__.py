"""What an author may write: read, checked file by file, and frozen."""
