"""What every conversation is made of: flows, questions, subjects, permissions, messages."""
