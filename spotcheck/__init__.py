"""spotcheck: audits what Chinese government websites publish, with evidence for every verdict."""

__version__ = "0.1.0"
