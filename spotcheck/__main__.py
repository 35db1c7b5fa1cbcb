"""``python -m spotcheck``: the same as the console script."""

from spotcheck.front.cli import main

if __name__ == "__main__":
    main()
