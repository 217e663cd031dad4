"""What staff of a centre can do."""
