"""Words of the office's own lists in any text of the site. Names of leaders and institutions come from such lists only."""

from __future__ import annotations

from ahocorasick_rs import AhoCorasick, MatchKind

from spotcheck.audits.case import Case, Result
from spotcheck.audits.details import Details, Hit
from spotcheck.audits.search.text_hits import Sighting, judge_hits, texts
from spotcheck.config.kinds.wording import NO_WORD_LIST, WordingCheck
from spotcheck.config.word_lists import Word

KIND = "wording"
_AROUND = 16
_EACH = 20  # places of one text that are listed


def check(spec: WordingCheck, case: Case) -> Result:
    """Searches every text for the wrong words; one that stands inside its own replacement is right."""
    words = {word.wrong: word for word in case.words}
    if not words:
        return case.manual(case.searched(), details=Details(notes=(NO_WORD_LIST,), form=case.duty.form))
    # The replacements are searched for as well: the longest match wins, so that what is right hides the wrong word inside it.
    machine = AhoCorasick(sorted({*words, *(word.right for word in words.values() if word.right)}), matchkind=MatchKind.LeftmostLongest)
    found, read = [], 0
    for node, source in texts(case):
        read += 1
        text = "\n".join((node.title, source.text, *(" | ".join(row) for table in source.tables for row in table.rows)))
        listed = 0
        for _, start, end in machine.find_matches_as_indexes(text):
            word = words.get(text[start:end])
            if word is None or listed == _EACH:
                continue
            listed += 1
            quote = text[max(0, start - _AROUND) : end + _AROUND].replace("\n", " ")
            evidence = case.holdings.evidence(node, quote, source.where)
            found.append(Sighting(evidence=evidence, hit=_hit(word, quote, evidence.url)))
    found.sort(key=lambda each: (not each.hit.serious, each.evidence.url))
    return judge_hits(case, found, texts_read=read, words_known=len(words))


def _hit(word: Word, quote: str, url: str) -> Hit:
    return Hit(what="wording", url=url, wrong=word.wrong, right=word.right, serious=word.serious, quote=quote)
