"""What storage must keep."""
