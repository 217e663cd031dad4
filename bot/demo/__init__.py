"""The product on a desk: the unchanged bot with phones on a page."""
