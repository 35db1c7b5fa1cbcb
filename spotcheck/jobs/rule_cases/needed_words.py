"""Which words of the rules anything needs: a case, a stored run. A word is needed where dropping it alone changes an answer.

Drops no word from any file.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from spotcheck.audits.covering import covering
from spotcheck.audits.engine import SiteJudge, asked, binds
from spotcheck.audits.verdicts import Finding
from spotcheck.config.duties import Catalogue, Clause, Duty
from spotcheck.config.errors import UserError
from spotcheck.config.rule_words import WordPlace, without, words_of
from spotcheck.jobs.rule_cases.case_expansion import RuleCase
from spotcheck.jobs.rule_cases.case_running import CaseRunner, faults_of, judged_site
from spotcheck.jobs.rule_cases.site_texts import text_of
from spotcheck.portal.matching import Lexicon, normal, normal_text
from spotcheck.portal.nodes import Seen

SOURCE = "source"


@dataclass(frozen=True, slots=True, kw_only=True)
class UnneededWord:
    """A word that nothing needs; ``covered_by``: another of its list that does all it does."""

    place: WordPlace
    covered_by: str = ""


class WordNeeds:
    """The words of a catalogue, some duties of it alone where ``only`` names them, and what was found to need them."""

    def __init__(self, catalogue: Catalogue, only: Sequence[str] = ()) -> None:
        self._runner = CaseRunner(catalogue)
        self.lexicon = self._runner.lexicon
        self._duties: dict[str, tuple[Clause, Duty]] = {
            name: found for name, found in self._runner.duties.items() if not only or name in only
        }
        self.words: dict[str, tuple[WordPlace, ...]] = {name: words_of(duty) for name, (_, duty) in self._duties.items()}
        self.needed: dict[WordPlace, str] = {}  # by what
        self._pieces = Lexicon(piece for places in self.words.values() for place in places for piece in place.pieces)

    @property
    def count(self) -> int:
        """How many words there are."""
        return sum(map(len, self.words.values()))

    def heed_sources(self, text: str) -> None:
        """Finds the words that a source itself holds. ``text`` is normalised."""
        found = self._pieces.found(text)
        for places in self.words.values():
            self.needed |= {place: SOURCE for place in places if all(normal(piece) in found for piece in place.pieces)}

    def heed_cases(self, cases: Iterable[RuleCase]) -> None:
        """Finds the words that cases need, each that is judged as it says. Raises nothing for one that is not."""
        asked_for_a_word_first = sorted(cases, key=lambda case: not case.word)  # they settle most, and each leaves less to try
        for case in asked_for_a_word_first:
            if case.duty not in self._duties:
                continue
            with judged_site(case.site, self.lexicon) as (site, snapshot):
                clause, duty = self._duties[case.duty]
                if faults_of(case, site.finding(self._runner.catalogue, clause, duty)):
                    continue
                for place in self._open(duty, site, self._found(snapshot)):
                    if faults_of(case, site.finding(self._runner.catalogue, clause, without(duty, [place]))):
                        self.needed[place] = case.name

    def heed_site(self, name: str, site: SiteJudge, snapshot: Seen) -> None:
        """Finds the words that the answers for a site need, whichever duties bind it."""
        found = self._found(snapshot)
        for clause, duty in self._duties.values():
            places = self._open(duty, site, found) if binds(duty, site.holdings.site) else []
            if not places:
                continue
            answer = _answer(site.finding(self._runner.catalogue, clause, duty))
            for place in places:
                if _answer(site.finding(self._runner.catalogue, clause, without(duty, [place]))) != answer:
                    self.needed[place] = name

    def not_needed(self) -> list[UnneededWord]:
        """The words that nothing needs, in the order of the rules. The only word of a list is needed by the rule itself."""
        return [
            UnneededWord(place=place, covered_by=covering(self._duties[name][1], place))
            for name, places in self.words.items()
            for place in places
            if not place.alone and place not in self.needed
        ]

    def _found(self, snapshot: Seen) -> frozenset[str]:
        return self._pieces.found(text_of(snapshot))

    def _open(self, duty: Duty, site: SiteJudge, found: frozenset[str]) -> list[WordPlace]:
        """The words of a duty that can matter at a site and are not known to be needed yet."""
        body = site.holdings.site
        put = {id(check) for check in asked(duty, body.level, body.functions)}
        return [
            place
            for place in self.words[duty.id]
            if not place.alone
            and place not in self.needed
            and all(normal(piece) in found for piece in place.pieces)
            and any(path[0] != "checks" or id(duty.checks[int(path[1])]) in put for path in place.paths)
        ]


def _answer(finding: Finding) -> tuple[object, ...]:
    return finding.verdict, finding.defects, finding.reason


def read_sources(paths: Iterable[Path]) -> str:
    """The texts of source documents, normalised as words are. Raises UserError for one that cannot be read."""
    texts = []
    for path in paths:
        try:
            texts.append(path.read_text("utf-8"))
        except (OSError, UnicodeDecodeError) as error:
            why = getattr(error, "strerror", None) or "UTF-8"
            raise UserError(
                zh=f"--source：{path} 无法读取（{why}）；请给出 UTF-8 文本文件",
                en=f"--source: {path} cannot be read ({why}); give a UTF-8 text file",
            ) from None
    return normal_text("\n".join(texts))
