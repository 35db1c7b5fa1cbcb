"""What it means: each duty judged, with verdict, defects, evidence, and a certificate where something is said to be absent.

No network, no clock, no store: the same snapshot, catalogue and day give the same findings. Has no words for people.
"""
