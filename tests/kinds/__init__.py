"""The kinds of judgement as a whole: what each must bring, and how one is added."""
