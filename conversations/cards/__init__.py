"""What is read: one file for each thing people are shown."""
