"""Mail: no face, it only carries a link to one; one at a time to one server."""
