"""The product on a desk: a Bot API of ours and a page of phones."""
