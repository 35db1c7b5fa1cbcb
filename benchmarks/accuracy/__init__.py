"""How well pages are read, in figures, beside other extractors. Run: make accuracy"""
