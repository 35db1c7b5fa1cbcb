"""Every benchmark, one after the other: python -m benchmarks [options of benchmarks.speed]"""

from benchmarks import judging, reading, reports, speed

if __name__ == "__main__":
    speed.main()
    reading.main([])
    reports.main()
    judging.main([])
