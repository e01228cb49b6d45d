"""What rules miss, and the drafts that would read it: pasted as they are, they load, hold and claim."""

import re
import shutil
import tomllib
from pathlib import Path

import pytest

from extract.cli import main
from extract.documents import document, read
from extract.examples import faults
from extract.models import Source
from extract.pipeline import extract_text, read_through
from extract.rules import RuleSet, load_rules
from extract.workbench.misses import misses
from extract.workbench.suggest import suggest

ROOT = Path(__file__).parents[1]
SCORES = "2024年，在全省考核中综合得分98.6，位列全省第三。\n全县综合得分最高的企业有12家。\n茶叶协会综合得分达97.1。\n"
RULES = load_rules(ROOT / "rules")


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    shutil.copytree(ROOT / "rules", "rules")
    Path("kaohe.txt").write_text(SCORES, "utf-8")
    return tmp_path


def _paste(text: str) -> list[str]:
    """The drafts of a page put at the end of the files of their tables; their ids."""
    ids = [rule["id"] for rule in tomllib.loads(text).get("rule", [])]
    for piece in re.split(r"(?m)^(?=\[\[rule\]\]$)", text)[1:]:
        stem = tomllib.loads(piece)["rule"][0]["id"].partition(".")[0]
        with Path("rules", f"{stem}.toml").open("a", encoding="utf-8") as file:
            file.write(f"\n{piece}")
    return ids


def _stable(ids: list[str]) -> None:
    for path in Path("rules").glob("*.toml"):
        text = path.read_text("utf-8")
        for name in ids:
            text = text.replace(f'id = "{name}"\nstatus = "draft"\n', f'id = "{name}"\nstatus = "stable"\n')
        path.write_text(text, "utf-8")


def _unclaimed(text: str, rules: RuleSet) -> list[str]:
    rows = extract_text(text, rules).rows
    return [row.cell("value") for row in rows if row.table == "numerals" and row.cell("table") == "unclaimed"]


def test_a_draft_is_shown_for_what_no_rule_claims(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    Path("kaohe.txt").write_text(SCORES.splitlines()[0] + "\n" + SCORES.splitlines()[1] + "\n", "utf-8")
    assert main(["rules", "suggest", "kaohe.txt"]) == 0
    assert capsys.readouterr().out == (
        "# 1 × 得分[NUMBER] claimed by no rule\n"
        "#   kaohe:1 在全省考核中综合得分[NUMBER]\n"
        "# for ignore.toml:\n"
        "[[rule]]\n"
        'id = "ignore.new-1"\n'
        'status = "draft"\n'
        "pattern = '得分{value:number}'\n"
        'set = { reason = "number" }\n'
        'note = "What it reads: 得分[NUMBER]"\n'
        'author = "?"\n'
        "added = 2000-01-01\n"
        "[[rule.match]]\n"
        'text = "在全省考核中综合得分98.6"\n'
        'row = { value = "98.6", reason = "number" }\n'
        "[[rule.reject]]\n"
        'text = "全县综合得分最高的企业有12家"\n'
        'why = "say why this is something else"\n'
    )


def test_a_pasted_draft_loads_and_claims_once_it_is_stable(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert _unclaimed(SCORES, load_rules(Path("rules"))) == ["98.6", "97.1"]
    main(["rules", "suggest", "kaohe.txt"])
    ids = _paste(capsys.readouterr().out)
    assert _unclaimed(SCORES, load_rules(Path("rules"))) == ["98.6", "97.1"]
    _stable(ids)
    assert _unclaimed(SCORES, load_rules(Path("rules"))) == []


def test_every_draft_for_the_reports_holds_and_reads_what_it_was_made_for(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    reports = [path for kind in ("known", "held") for path in sorted((ROOT / "tests" / "reports" / kind).glob("*.txt"))]
    found = suggest(RULES, reports, 100)
    drafted = [suggestion for suggestion in found.of if suggestion.skeleton]
    ids = _paste(found.words.partition("may be a firm's name")[0].rpartition("\n")[0])
    assert ids == [suggestion.skeleton.id for suggestion in drafted] != []
    _stable(ids)
    rules = load_rules(Path("rules"))
    assert [fault for name in ids for fault in faults(rules, rules.by_id[name])] == []
    readings = [read_through(document(read(path), rules.lexicons), rules) for path in reports]
    still = {context for context, _ in misses(readings, rules)}
    assert still.isdisjoint(suggestion.context for suggestion in drafted)


def _contexts(text: str) -> dict[str, int]:
    source = Source("text", text, "unicode", "")
    reading = read_through(document(source, RULES.lexicons), RULES)
    return {f"{context} {context.taken}".rstrip(): len(found) for context, found in misses([reading], RULES)}


@pytest.mark.parametrize(
    ("text", "contexts"),
    [
        ("2024年，全县新增茶企46家，同比增长12%。", {}),
        ("2024年，甲镇得分98.6。乙镇得分97.1，丙镇评分95.5。", {"得分[NUMBER]": 2, "评分[NUMBER]": 1}),
        ("2024年，得分达98.6。", {"得分达[NUMBER]": 1}),
        ("2024年，窗口编号（3）号有企业12家。", {"编号（[NUMBER]）号有企业": 1}),
        ("2024年，茶园合格98%。", {"合格[PERCENT] percentages.bare": 1}),
        ("2024年，备案企业12家3亿元。", {"企业[COUNT][money] counts.bare": 1}),
    ],
)
def test_misses_are_grouped_by_the_words_beside_them(text: str, contexts: dict[str, int]) -> None:
    assert _contexts(text) == contexts


def test_frequent_contexts_come_first_and_the_rest_is_counted(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    Path("kaohe.txt").write_text("2024年，得分98.6。评分95.5，评分94.5。\n", "utf-8")
    main(["rules", "suggest", "kaohe.txt", "--most", "1", "--rules", "rules"])
    page = capsys.readouterr().out
    assert page.startswith("# 2 × 评分[NUMBER] claimed by no rule\n")
    assert page.endswith("# 1 more contexts; --most shows them\n")


def test_a_noun_before_a_datum_stays_with_what_is_measured(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    Path("kaohe.txt").write_text("2024年，硕士以上学历者超过三成五。\n", "utf-8")
    main(["rules", "suggest", "kaohe.txt"])
    (rule,) = tomllib.loads(capsys.readouterr().out)["rule"]
    assert (rule["over"], rule["set"]) == (["percentages.part-bare"], {"measure": "share"})
    assert rule["match"] == [
        {"text": "硕士以上学历者超过三成五", "row": {"value": "35", "measure": "share", "indicator": "硕士以上学历者"}}
    ]


def test_no_draft_where_no_words_tell(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    Path("kaohe.txt").write_text("2024年，得分，98.6，第三。\n", "utf-8")
    main(["rules", "suggest", "kaohe.txt"])
    assert capsys.readouterr().out.splitlines() == [
        "# 1 × [NUMBER] claimed by no rule",
        "#   kaohe:1 [NUMBER]",
        "# no words beside the figure tell it apart; write the rule with `baogao explain`",
    ]


def test_a_run_of_unknown_characters_beside_a_cue_may_be_a_name(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = "2024年，县里组织了沐翎产业园的参观。\n沐翎园区新增茶企12家。\n"
    Path("kaohe.txt").write_text(text, "utf-8")
    main(["rules", "suggest", "kaohe.txt"])
    assert capsys.readouterr().out == (
        "# 2 × 沐翎 may be a firm's name\n"
        "#   kaohe:1 2024年，县里组织了沐翎产业园的参观。\n"
        "# for lexicon/companies.csv, in its order:\n"
        "沐翎,,\n"
    )
    lexicon = Path("rules", "lexicon", "companies.csv")
    lexicon.write_text(lexicon.read_text("utf-8") + "沐翎,,\n", "utf-8")
    main(["rules", "suggest", "kaohe.txt"])
    word = "# nothing: every figure has a rule with a cue, and no run of characters looks like a name\n"
    assert capsys.readouterr().out == word
