"""What a person can take away: values in, bytes out."""
