"""What employers can do."""
