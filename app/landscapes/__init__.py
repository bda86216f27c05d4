"""Landscapes of trained classifiers on planes through their weights; surfaces need only `app.objectives`."""
