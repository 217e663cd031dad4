"""The product on a desk: the unchanged bot with phones and browsers on a page."""
