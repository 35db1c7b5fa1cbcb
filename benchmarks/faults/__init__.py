"""Answers spoiled on their way, as outages, firewalls and caches spoil them: is anything held against a site that nobody could see?"""
