"""What an edit changes over a pile: own articles, own folders of rules laid over ours."""

import json
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from k3extract.article import Article
from k3extract.cli import main
from k3extract.extract import Extractor
from k3extract.rulebook import load_rulebook
from k3extract.rulebook.load import rules_directory
from k3extract.workbench import Pile, Side, compare, edits, impact

PILE = [
    "Juru Petang Sukamaju Wiryo Santosa membuka lomba. Warga menggarap 40 tumbak.\n\nBaca kabar kami di Warta Kita",
    "Kas koperasi naik 25 persen dari Rp 40 juta menjadi Rp 50 juta.",
    "Hujan turun sepanjang malam. Warga tetap bekerja.",
]
TITLE = """juru-petang:
  position: Juru Petang
  takes: locality
  finds: ["[Juru Petang Sukamaju] Wiryo Santosa hadir."]
  ignores: ["Juru kunci itu pulang petang hari."]
"""
UNIT = """tumbak:
  unit: tumbak
  dimension: area
  words: [tumbak]
  finds: ["Ia membeli [12 tumbak] sawah."]
  ignores: ["Prajurit itu membawa tumbak."]
"""
LINE = """warta-kita:
  kind: social
  words: ["baca kabar kami di"]
  place: line
  takes: line
  finds: ["Acara selesai.\\n[Baca kabar kami di Warta Kita]"]
  ignores: ["Ia baca kabar kami di koran."]
"""


@pytest.fixture
def pile(tmp_path: Path) -> Path:
    path = tmp_path / "pile.jsonl"
    rows = ({"id": f"a{index}", "text": text, "title": f"Judul {index}"} for index, text in enumerate(PILE))
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def laid_over(tmp_path: Path, **files: str) -> Path:
    for name, content in files.items():
        path = tmp_path / "mine" / name / "mine.yaml"
        path.parent.mkdir(parents=True)
        path.write_text(content, encoding="utf-8")
    return tmp_path / "mine"


def run(*args: str) -> Result:
    return CliRunner().invoke(main, ["rules", "impact", "--jobs", "1", *args], catch_exceptions=False)


def rows(*args: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in run(*args, "--format", "json").stdout.splitlines()]


def test_a_new_title_gains_its_official(pile: Path, tmp_path: Path) -> None:
    found = [
        row for row in rows(str(pile), "--rules", str(laid_over(tmp_path, offices=TITLE))) if row["kind"] == "officials"
    ]
    assert [(row["change"], row["rule"], row["text"], row["article"]) for row in found] == [
        ("gain", "offices/mine.yaml:juru-petang", "Juru Petang Sukamaju Wiryo Santosa", "a0")
    ]
    assert found[0]["sentence"] == "Juru Petang Sukamaju Wiryo Santosa membuka lomba."


def test_a_new_unit_changes_the_statistic(pile: Path, tmp_path: Path) -> None:
    found = [
        row for row in rows(str(pile), "--rules", str(laid_over(tmp_path, units=UNIT))) if row["kind"] == "statistics"
    ]
    assert [(row["change"], row["text"]) for row in found] == [("change", "40 tumbak")]
    assert {"name": "dimension", "before": "count", "after": "area"} in found[0]["fields"]


def test_boilerplate_is_told(pile: Path, tmp_path: Path) -> None:
    found = rows(str(pile), "--rules", str(laid_over(tmp_path, boilerplate=LINE)))
    assert ("gain", "boilerplate", "Baca kabar kami di Warta Kita") in [
        (row["change"], row["kind"], row["text"]) for row in found
    ]


def test_a_finding_that_comes_tells_its_former_verdict_and_stands_first() -> None:
    """The same words under two rulebooks, here as two articles that differ in one digit and share their id."""
    extract = Extractor()
    texts = [f"Kas koperasi naik 25 persen dari Rp 40 juta menjadi Rp {end} juta." for end in (50, 60)]
    before, after = (extract(Article(id="a", text=text)) for text in texts)
    same = replace(before, checks=tuple(replace(one, verdict="inconsistent") for one in before.checks))
    assert compare(before, before).differences == ()
    came = compare(before, same).differences
    assert [(one.kind, one.change) for one in came] == [("findings", "gain")]
    assert ("verdict", "consistent", "inconsistent") in came[0].fields
    assert [(one.kind, one.change) for one in compare(same, before).differences] == [("findings", "loss")]
    moved = compare(before, after).differences  # another text: records are told apart by their words
    assert moved[0].kind == "findings"
    assert "article" in {one.kind for one in moved}


def test_what_only_one_side_could_read_is_gained_or_lost() -> None:
    extraction = Extractor()(Article(id="a", text="Hujan turun."))
    assert [one.change for one in compare(None, extraction).differences] == ["gain"]
    assert [one.change for one in compare(extraction, None).differences] == ["loss"]
    assert compare(None, None).differences == ()


def test_sentences_and_what_is_known_of_an_article_are_compared_too() -> None:
    whole = Extractor()(Article(id="a", text="Hujan turun. Warga pulang.", title="Satu"))
    article = whole.article
    cut = replace(whole, article=replace(article, sentences=((0, len(article.text)),), title="Dua", outlet="b.id"))
    found = compare(whole, cut).differences
    assert [(one.kind, one.change) for one in found] == [
        ("sentences", "loss"), ("sentences", "gain"), ("sentences", "loss"), ("article", "change"),
    ]  # fmt: skip
    assert found[-1].fields == (("title", "Satu", "Dua"), ("outlet", "", "b.id"))
    other = compare(whole, Extractor()(Article(id="a", text="Hujan turun. Warga kembali pulang.", title="Satu")))
    (text,) = [field for one in other.differences for field in one.fields if field[0] == "text"]
    assert text == ("text", "Hujan turun. Warga pulang.", "Hujan turun. Warga kembali pulang.")


def test_a_record_whose_words_moved_is_one_change_and_lists_tell_what_differs() -> None:
    made = Extractor()(Article(id="a", text="Bupati Tegal Sri Mulyono panen 12 ton padi. Sri Mulyono pulang."))
    (ton,) = made.statistics
    short = replace(ton, id="a#statistic:31-33", end=ton.start + 2, text="12")
    (official,) = made.officials
    fewer = replace(official, mentions=official.mentions[:1], degrees=("S.H.", "M.H."))
    found = compare(made, replace(made, statistics=(short,), officials=(fewer,))).differences
    assert [(one.kind, one.change, one.fields) for one in found] == [
        ("officials", "change", (("mentions", "full 'Sri Mulyono'", ""), ("degrees", "", "S.H.; M.H."))),
        ("statistics", "change", (("text", "12 ton", "12"),)),
    ]
    lost = compare(made, replace(made, statistics=())).differences
    assert [(one.kind, one.change, one.context.words) for one in lost] == [("statistics", "loss", "12 ton")]


def test_records_with_another_rule_name_only_are_counted_and_not_listed() -> None:
    made = Extractor()(Article(id="a", text="Warga memanen 12 ton padi."))
    renamed = replace(made, statistics=tuple(replace(one, rule="units/x.yaml:ton") for one in made.statistics))
    compared = compare(made, renamed)
    assert (compared.differences, compared.renamed) == ((), 1)


def test_no_difference_ends_with_0_and_says_so(pile: Path) -> None:
    load_rulebook.cache_clear()
    result = run(str(pile), "--base", str(rules_directory()))
    assert result.exit_code == 0
    assert result.stdout == ""
    assert result.stderr == "3 artikel: tidak ada perbedaan\n"


def test_the_terminal_shows_what_was_edited_and_each_sentence(pile: Path, tmp_path: Path) -> None:
    result = run(str(pile), "--rules", str(laid_over(tmp_path, offices=TITLE)), "--lang", "en")
    assert result.exit_code == 1
    assert "+ offices/mine.yaml:juru-petang offices/mine.yaml:1" in result.stdout
    assert "Juru Petang Sukamaju Wiryo Santosa membuka lomba." in result.stdout
    assert "3 articles, 1 changed" in result.stderr


def test_any_number_of_workers_gives_the_same(pile: Path, tmp_path: Path) -> None:
    pile.write_text(
        "".join(json.dumps({"id": f"a{n}", "text": f"{n}. {PILE[n % 3]}"}) + "\n" for n in range(80)), encoding="utf-8"
    )
    args = (str(pile), "--rules", str(laid_over(tmp_path, offices=TITLE)), "--format", "json")
    alone, together = run(*args), run(*args, "--jobs", "2")
    assert alone.stdout == together.stdout
    assert len(alone.stdout.splitlines()) >= 27


def test_the_page_is_one_file_in_which_nothing_scraped_is_markup(pile: Path, tmp_path: Path) -> None:
    hostile = '<script>alert(1)</script> Juru Petang Sukamaju Wiryo Santosa membuka "lomba" \u202eabc.'
    pile.write_text(json.dumps({"id": "<b>", "text": hostile, "title": "<img src=x>"}), encoding="utf-8")
    page = tmp_path / "impact.html"
    args = (str(pile), "--rules", str(laid_over(tmp_path, offices=TITLE)), "-o", str(page))
    assert run(*args).exit_code == 1
    first = page.read_bytes()
    shown = first.decode("utf-8")
    assert "juru-petang" in shown
    assert "<script" not in shown
    assert "<img" not in shown
    assert "http://" not in shown.replace("http-equiv", "")
    assert "default-src &#39;none&#39;" in shown
    run(*args)
    assert page.read_bytes() == first


def test_before_may_be_a_run_and_its_sources_are_the_pile(pile: Path, tmp_path: Path) -> None:
    folder = tmp_path / "run"
    assert CliRunner().invoke(main, ["run", str(pile), "-o", str(folder), "--jobs", "1", "--quiet"]).exit_code == 0
    assert run("--before", str(folder)).exit_code == 0
    result = run("--before", str(folder), "--rules", str(laid_over(tmp_path, offices=TITLE)))
    assert result.exit_code == 1
    assert "juru-petang" in result.stdout


def test_before_may_be_json_lines_and_what_is_not_such_a_line_is_named(pile: Path, tmp_path: Path) -> None:
    lines = tmp_path / "before.jsonl"
    CliRunner().invoke(main, ["extract", str(pile), "-o", str(lines)])
    assert run(str(pile), "--before", str(lines)).exit_code == 0
    lines.write_text('{"text": "x"}\n', encoding="utf-8")
    result = run(str(pile), "--before", str(lines))
    assert result.exit_code == 2
    assert f"{lines}:1: no line that extract wrote" in result.stderr


def test_a_git_revision(pile: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    checkout = tmp_path / "checkout"
    shutil.copytree(rules_directory(), checkout / "rules")

    def git(*args: str) -> None:
        named = ("-c", "user.name=a", "-c", "user.email=a@example.org")
        subprocess.run(["git", "-C", str(checkout), *named, *args], check=True, capture_output=True)

    git("init", "-q")
    git("add", ".")
    git("commit", "-qm", "one")
    (checkout / "rules/offices/new.yaml").write_text(TITLE, encoding="utf-8")
    monkeypatch.setattr("k3extract.rulebook.load.rules_directory", lambda: checkout / "rules")
    monkeypatch.setattr("k3extract.workbench.rulebooks.rules_directory", lambda: checkout / "rules")
    load_rulebook.cache_clear()
    try:
        result = run(str(pile), "--base", "HEAD")
        assert result.exit_code == 1
        assert "+ offices/new.yaml:juru-petang" in result.stdout
        unknown = run(str(pile), "--base", "no-such-thing")
        assert unknown.exit_code == 2
        assert "no-such-thing: neither a folder nor a git revision" in unknown.stderr
    finally:
        load_rulebook.cache_clear()


def test_an_article_that_only_one_side_reads_alike_is_still_compared(pile: Path, tmp_path: Path) -> None:
    """A rule that reading looks at (a repair, here of sentence ends) makes both sides read for themselves."""
    mine = laid_over(tmp_path, boilerplate=LINE)
    made = impact(Pile((str(pile),)), Side(), Side(overlay=mine))
    assert (made.articles, made.changed) == (3, 1)


def test_edits_of_lists_and_of_entries(tmp_path: Path) -> None:
    other = tmp_path / "rules"
    shutil.copytree(rules_directory(), other)
    counters = other / "units/counters.txt"
    lines = counters.read_text(encoding="utf-8").splitlines()
    gone = next(line for line in reversed(lines) if line and not line.startswith("#"))
    counters.write_text("\n".join([line for line in lines if line != gone] + ["zzz satuan"]) + "\n", encoding="utf-8")
    found = [(edit.sign, edit.rule) for edit in edits(load_rulebook(), load_rulebook(None, other))]
    assert found == [("-", f"units/counters.txt:{gone.split(chr(9))[0]}"), ("+", "units/counters.txt:zzz satuan")]


def test_unreadable_articles_end_with_2_and_nothing_to_compare_is_a_usage_error(pile: Path, tmp_path: Path) -> None:
    missing = run(str(pile), str(tmp_path / "none.txt"), "--rules", str(laid_over(tmp_path, offices=TITLE)))
    assert missing.exit_code == 2
    assert "none.txt" in missing.stderr
    assert "nothing to compare" in run(str(pile)).stderr
    assert "name a PILE" in run("--rules", str(tmp_path)).stderr


def test_rules_that_cannot_be_built_are_named_whichever_side_they_are_on(pile: Path, tmp_path: Path) -> None:
    other = tmp_path / "rules"
    shutil.copytree(rules_directory(), other)
    (other / "units/counters.txt").unlink()
    old = run(str(pile), "--base", str(other), "--jobs", "2")
    assert old.exit_code == 2
    assert f"{other}: units/counters.txt: no such list (other rules than this version" in old.stderr
    bad = laid_over(tmp_path, references=TITLE.replace("position: Juru Petang", "kind: x\n  patterns: ['{nosuch} x']"))
    new = run(str(pile), "--rules", str(bad), "--jobs", "2")
    assert new.exit_code == 2
    assert "references/mine.yaml:" in new.stderr


def test_stdin_is_a_pile_unless_it_had_to_be_read_twice(tmp_path: Path) -> None:
    rules = str(laid_over(tmp_path, offices=TITLE))
    row = json.dumps({"id": "a", "text": PILE[0]}) + "\n"
    args = ["rules", "impact", "-", "--jobs", "1", "--rules", rules]
    assert "juru-petang" in CliRunner().invoke(main, args, input=row).stdout
    args[-1] = str(laid_over(tmp_path / "other", boilerplate=LINE))
    again = CliRunner().invoke(main, args, input=row)
    assert again.exit_code == 2
    assert "stdin is read once" in again.stderr
