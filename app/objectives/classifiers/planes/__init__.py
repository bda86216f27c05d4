"""The loss of a classifier on planes through its weights (lecture point S12; Li et al. 2018)."""
