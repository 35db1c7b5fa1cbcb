"""Every benchmark, one after the other: python -m benchmarks [options of benchmarks.speed]"""

from benchmarks import reports, speed

if __name__ == "__main__":
    speed.main()
    reports.main()
