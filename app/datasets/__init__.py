"""Labelled images to learn from, without a network."""
