"""Checks of analytic gradients of formulas and classifiers by difference quotients; nothing is trained here."""
