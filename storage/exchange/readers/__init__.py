"""One reader for each format, all of them turning bytes into rows."""
