"""Images in a store, S3-compatible or HTTP(S): fetched when they are read, kept in a cache of bounded size."""
