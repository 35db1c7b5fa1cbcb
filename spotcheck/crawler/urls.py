"""Names of pages: the canonical form of a URL, and the key by which two spellings are one page. Fetches nothing."""
