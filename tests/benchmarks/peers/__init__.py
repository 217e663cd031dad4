"""Other bots that give the same answer: each a program `URL TOKEN ANSWER [DATABASE]`."""
