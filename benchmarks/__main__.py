"""Every benchmark, one after the other: python -m benchmarks [options of benchmarks.speed]"""

from benchmarks import judging, reports, speed

if __name__ == "__main__":
    speed.main()
    reports.main()
    judging.main([])
