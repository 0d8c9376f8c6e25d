"""Template tags: one file for each room that shows something on pages of others."""
