"""The second face: the same conversation as a page, without app, account or script."""
