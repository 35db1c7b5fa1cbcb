"""One small lawful portal, and the same with planted faults, drawn in many frames and with many ways of paging."""
