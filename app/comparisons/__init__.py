"""Comparisons: the same classifier trained on one feature after the other; single runs are in `app.training`."""
