"""Where on a site that may stand which a check asks for: columns, items, notices, messages, parts. Gives no verdict."""
