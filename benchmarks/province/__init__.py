"""A second test province: thousands of small sites drawn from a seed, each with its truth, crawled and judged for real."""
