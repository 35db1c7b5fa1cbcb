"""One home for each kind of judgement: its settings (a module) and its words (the TOML file of the same name). Found by placing."""
