"""What everybody can do, whoever they are."""
