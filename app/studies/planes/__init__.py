"""The landscapes of trained classifiers: planes through their weights, and their paths on them (lecture point S12)."""
