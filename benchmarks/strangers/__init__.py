"""Sites written by people who had not read the rules, in words of their own, each with what is true of it: do the rules hold there?"""
