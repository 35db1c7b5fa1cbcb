"""``python -m spotcheck``: the same as the console script."""

from spotcheck.cli.main import main

if __name__ == "__main__":
    main()
