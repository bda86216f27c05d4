"""Analytic gradients of formulas and classifiers beside difference quotients; nothing is trained here."""
