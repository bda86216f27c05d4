"""The web pages: templates, texts in each language, static files, preview; JSON answers are in `app.api`."""
