"""The project file: a SQLite database that holds a dataset under review and its journal."""
