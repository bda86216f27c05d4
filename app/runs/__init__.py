"""Runs on surfaces: their stream of lines, and the anatomy of a step; runs on classifiers are in `app.training`."""
