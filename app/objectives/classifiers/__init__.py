"""Classifiers as objectives: the loss of their weights on a set of labelled examples."""
