"""The models of all requests of the API, with their digests; the models of answers are in `app.api`."""
