"""Comparisons: the same kind of classifier trained on several features; single runs are in `app.training`."""
