"""Labelled images and points: built in, imported or read from an archive; storage on disk is in `app.storage`."""
