"""Codebooks of visual words, each learned once for all clients; their mathematics is in `app.features`."""
