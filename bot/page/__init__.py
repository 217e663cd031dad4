"""The second face: the same conversation in a browser, without app, account or script."""
