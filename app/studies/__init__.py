"""Studies: what is made of objectives as a whole, such as the check of a gradient."""
