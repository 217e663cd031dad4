"""What newcomers can do."""
