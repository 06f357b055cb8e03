"""One for each widget: it shows the document there and turns intents into operations."""
