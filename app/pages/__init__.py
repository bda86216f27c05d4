"""The pages a browser shows: templates, their words in each language, and the files they load."""
