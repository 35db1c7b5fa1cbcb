"""What only the whole site can tell: its frame, its columns with their items, the ways on, the body's names.

Derived from a snapshot whenever it is asked for, never stored. Judges nothing, and knows no duty.
"""
