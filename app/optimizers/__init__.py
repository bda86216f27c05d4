"""Optimizers: update rules as texts of the little language, searches, and step-size schedules."""
