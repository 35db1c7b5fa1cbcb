"""The count of words that nothing needs, over a few of the strangers' sites; crawled once, read again from the store."""

from benchmarks import words


def test_words_are_counted_by_what_needs_them_and_sites_are_crawled_once(tmp_path, capsys):
    asked = ["--duty", "4.4.4", "--duty", "2.4.3", "--every", "150", "--store", str(tmp_path)]
    words.main(asked)
    first = capsys.readouterr().out
    assert "crawling clauses-1-3" in first
    total, by_source, by_cases, by_sites, alone, by_nothing, _ = map(int, first.split("\nall ")[1].split("\n")[0].split())
    assert total == by_source + by_cases + by_sites + alone + by_nothing
    assert by_cases > total / 2
    words.main(asked)
    again = capsys.readouterr().out
    assert "crawling" not in again
    assert again.split("\nall ")[1] == first.split("\nall ")[1]
