"""Thin doors from templates to the rooms: one file for each room that has something to show."""
