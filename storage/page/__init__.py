"""What a page needs: what stands on it, who may see it, what leads there."""
