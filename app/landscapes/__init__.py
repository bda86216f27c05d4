"""Landscapes of trained classifiers on planes through their weights; those of surfaces need only `app.objectives`."""
