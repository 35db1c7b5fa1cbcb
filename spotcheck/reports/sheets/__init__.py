"""What the sheets of workbooks share: their columns, and those of the ledger's file. Computes nothing."""
