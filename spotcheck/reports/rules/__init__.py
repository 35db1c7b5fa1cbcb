"""Catalogues as people read them: a duty in sentences, a catalogue as pages. Decides nothing."""
