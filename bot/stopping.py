"""Why the process must end: a sentence for the operator."""


class StopError(Exception):
    """Nothing can go on; the text is one clear sentence."""
