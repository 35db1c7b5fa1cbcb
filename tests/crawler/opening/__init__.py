"""Documents that would kill whoever opens them."""
