"""Objectives: anything with a loss and a gradient."""
