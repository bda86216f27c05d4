"""Codebooks of visual words, learned once for all who ask for them; their mathematics is in `app.features`."""
