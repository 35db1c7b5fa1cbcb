"""Files of every kind that offices publish, small and made here."""
