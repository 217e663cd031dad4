"""The second face over real HTTP."""
