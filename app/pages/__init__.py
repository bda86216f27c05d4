"""The pages of a browser: templates, words in each language, static files, preview; JSON answers are in `app.api`."""
