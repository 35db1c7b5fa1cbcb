"""Every pattern that meets foreign text takes time in proportion to it."""
