"""Optimizers as texts of the language: update rules, searches, learning rate schedules; nothing here takes a step."""
