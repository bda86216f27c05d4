"""Labelled images and points: built in, imported or read from an archive; what the disk holds is in `app.storage`."""
