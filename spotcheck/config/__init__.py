"""Who is audited and against what: settings, register, catalogues and their words, checked when they are read.

Opens no network and judges nothing. A value that is wrong, unknown or double is refused with file, line and key, never passed over.
"""
