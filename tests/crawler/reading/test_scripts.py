"""What is told of a script is worked out once, for short ones alone."""

from spotcheck.crawler.reading.scripts import of_script


def _counted():
    seen = []

    @of_script
    def length(script):
        seen.append(script)
        return len(script)

    return length, seen


def test_a_script_that_stands_on_several_pages_is_read_once():
    length, seen = _counted()
    assert [length("var a = 1;"), length("var " + "a = 1;"), length("var b;")] == [10, 10, 6]
    assert seen == ["var a = 1;", "var b;"]


def test_a_long_script_holds_data_of_its_page_and_is_not_remembered():
    length, seen = _counted()
    data = "x" * 100_000
    assert length(data) == length(data) == 100_000
    assert len(seen) == 2
