"""The words: languages, catalogues, rendering, dates and direction; knows nothing of the rest."""
