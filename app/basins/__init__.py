"""Basins of attraction: which minimum an optimizer reaches from each start of a grid; nothing about classifiers."""
