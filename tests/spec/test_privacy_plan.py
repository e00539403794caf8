"""Which groups may be shown: whole firms, and one block of them (PRIVACY.md, rules 1 to 5).

Counts read directie/HR/leidinggevenden/medewerkers. A shown group reads "MW 15s": fifteen people,
s when its spread may be shown too; "-" is nothing at all. The groups were worked out by another
program before this software existed.
"""

import pytest

from reports.privacy import Plan, forecast, plan, plan_block
from scan.roles import ROLES

# case, usable answers, invited, directie agreed to be shown apart, shown groups
FIRMS = [
    ("too small", "1/0/0/3", "1/0/0/3", "no", "-"),
    ("exactly five", "1/0/1/3", "1/0/1/3", "no", "totaal 5"),
    ("one boss and a crew", "1/0/1/7", "1/0/1/7", "no", "totaal 9"),
    ("leading four, crew twenty", "1/1/2/20", "1/1/2/20", "no", "totaal 24s"),
    ("leading five, crew fifteen", "1/1/3/15", "1/1/3/15", "no", "totaal 20, DIR+HR+LG 5, MW 15s"),
    ("leading six, crew four", "2/1/3/4", "2/1/3/4", "no", "totaal 10s"),
    ("LG five but DIR+HR two", "1/1/5/40", "1/1/5/40", "no", "totaal 47, DIR+HR+LG 7, MW 40s"),
    ("DIR+HR five", "3/2/5/60", "3/2/5/60", "no", "totaal 70, DIR+HR 5, LG 5, MW 60s"),
    ("DIR five, HR+LG five", "5/1/4/50", "5/1/4/50", "no", "totaal 60, DIR 5, HR+LG 5, MW 50s"),
    ("four times five", "5/5/8/120", "5/5/8/120", "no", "totaal 138, DIR 5, HR 5, LG 8, MW 120s"),
    ("no HR in the firm", "1/0/4/25", "1/0/4/30", "no", "totaal 30, DIR+HR+LG 5, MW 25s"),
    ("HR did not answer", "1/0/4/25", "1/1/4/30", "no", "totaal 30, DIR+HR+LG 5, MW 25s"),
    ("DIR did not answer", "0/1/4/25", "1/1/4/30", "no", "totaal 30, DIR+HR+LG 5, MW 25s"),
    ("no LG in the firm", "2/3/0/12", "2/3/0/12", "no", "totaal 17, DIR+HR 5, MW 12s"),
    ("only MW answered", "0/0/0/18", "1/1/2/30", "no", "totaal 18s"),
    ("MW did not answer", "1/1/4/0", "1/1/4/20", "no", "totaal 6"),
    ("agreed, leading four", "1/1/2/20", "1/1/2/20", "yes", "totaal 24s, HR+LG+MW 23s, DIR* 1"),
    ("agreed, HR+LG five", "1/1/4/20", "1/1/4/20", "yes", "totaal 26, HR+LG 5, MW 20s, DIR* 1"),
    ("agreed, the rest too small", "1/0/1/3", "1/0/1/3", "yes", "-"),
    ("two directors agreed", "2/1/5/30", "2/1/5/30", "yes", "totaal 38, HR+LG 6, MW 30s, DIR* 2"),
    ("agreed, all five", "1/5/5/30", "1/5/5/30", "yes", "totaal 41, HR 5, LG 5, MW 30s, DIR* 1"),
    ("MW just under ten", "1/1/3/9", "1/1/3/9", "no", "totaal 14, DIR+HR+LG 5, MW 9"),
    ("MW just ten", "1/1/3/10", "1/1/3/10", "no", "totaal 15, DIR+HR+LG 5, MW 10s"),
    ("both parts ten", "2/1/7/10", "2/1/7/10", "no", "totaal 20s, DIR+HR+LG 10s, MW 10s"),
    ("SME of the article", "2/1/7/90", "2/1/8/140", "no", "totaal 100s, DIR+HR+LG 10s, MW 90s"),
]

# Open links let somebody send made-up answers: more answers than people make no group larger.
# case, usable answers, invited, directie agreed to be shown apart, shown groups
MORE_ANSWERS_THAN_PEOPLE = [
    ("four made up beside HR", "1/5/5/40", "1/1/5/40", "no", "totaal 51, DIR+HR+LG 11, MW 40s"),
    ("nobody is HR", "1/5/4/40", "1/0/4/40", "no", "totaal 50, DIR+HR+LG 10, MW 40s"),
    ("leading four", "1/1/4/20", "1/1/2/20", "no", "totaal 26s"),
    ("spread of five people", "1/1/3/14", "1/1/3/5", "no", "totaal 19, DIR+HR+LG 5, MW 14"),
    ("a firm of four", "1/0/0/9", "1/0/0/3", "no", "-"),
    ("agreed, four others", "1/0/1/9", "1/0/1/3", "yes", "-"),
    ("five of five", "1/1/3/40", "1/1/3/20", "no", "totaal 45, DIR+HR+LG 5, MW 40s"),
]

# case, usable answers, invited, valid answers on the block, directie agreed, shown groups
BLOCKS = [
    ("one leader without valid block", "1/1/3/15", "1/1/3/20", "1/1/2/15", "no", "totaal 19s"),
    ("MW fall to five", "1/1/3/7", "1/1/3/10", "1/1/3/5", "no", "totaal 10, DIR+HR+LG 5, MW 5"),
    ("MW fall to four", "1/1/3/7", "1/1/3/10", "1/1/3/4", "no", "totaal 9"),
    ("total under five", "1/0/1/4", "1/0/1/6", "1/0/1/2", "no", "-"),
    ("agreed, no DIR", "1/1/4/20", "1/1/4/20", "0/1/4/20", "yes", "totaal 25, HR+LG 5, MW 20s"),
]

# headcounts, the groups that the report can show at most
FORECASTS = [
    ("1/0/0/3", "-"),
    ("1/1/2/20", "totaal 24s"),
    ("1/1/8/90", "totaal 100s, DIR+HR+LG 10s, MW 90s"),
    ("1/1/5/40", "totaal 47, DIR+HR+LG 7, MW 40s"),
    ("5/5/8/120", "totaal 138, DIR 5, HR 5, LG 8, MW 120s"),
]

# case, usable answers, invited, directie agreed, code and n of the pooled leading group
LEADING_GROUPS = [
    ("one other group is itself the leading side", "1/1/3/15", "1/1/3/15", "no", "-"),
    ("medewerkers are not shown", "1/1/2/20", "1/1/2/20", "yes", "-"),
    ("two other groups", "3/2/5/60", "3/2/5/60", "no", "leiding 10"),
    ("three other groups, each of ten", "10/10/10/60", "10/10/10/60", "no", "leiding 30s"),
    ("with DIR*, never with spread", "1/0/12/20", "1/0/12/20", "yes", "leiding 13"),
    ("directie only: no group of its own", "1/0/0/20", "1/0/0/20", "yes", "-"),
]

# case, usable answers, invited, shown group, the roles it is called by
NAMES = [
    ("everybody", "1/1/3/15", "1/1/3/15", "DIR+HR+LG", "DIR HR LG"),
    ("no HR in the firm", "1/0/4/25", "1/0/4/30", "DIR+HR+LG", "DIR LG"),
    ("HR did not answer", "1/0/4/25", "1/1/4/30", "DIR+HR+LG", "DIR HR LG"),
    ("HR was not invited but answered", "1/1/4/25", "1/0/4/30", "DIR+HR+LG", "DIR HR LG"),
    ("no managers in the firm", "2/3/0/12", "2/3/0/12", "totaal", "DIR HR MW"),
]


@pytest.mark.parametrize(("case", "n", "invited", "agreed", "expected"), FIRMS)
def test_groups_of_a_firm(case, n, invited, agreed, expected):
    assert written(plan(counts(n), counts(invited), agreed == "yes")) == expected


@pytest.mark.parametrize(("case", "n", "invited", "agreed", "expected"), MORE_ANSWERS_THAN_PEOPLE)
def test_a_group_is_no_larger_than_its_headcount(case, n, invited, agreed, expected):
    chosen = plan(counts(n), counts(invited), agreed == "yes")
    assert written(chosen) == expected
    assert written(plan_block(chosen, counts(n))) == expected


@pytest.mark.parametrize(("case", "n", "invited", "valid", "agreed", "expected"), BLOCKS)
def test_groups_of_a_block(case, n, invited, valid, agreed, expected):
    chosen = plan(counts(n), counts(invited), agreed == "yes")
    assert written(plan_block(chosen, counts(valid))) == expected


@pytest.mark.parametrize(("invited", "expected"), FORECASTS)
def test_forecast_is_the_plan_when_everybody_answers(invited, expected):
    assert written(forecast(counts(invited))) == expected
    assert forecast(counts(invited)) == plan(counts(invited), counts(invited), False)


@pytest.mark.parametrize(("case", "n", "invited", "agreed", "expected"), LEADING_GROUPS)
def test_leading_group(case, n, invited, agreed, expected):
    chosen = plan(counts(n), counts(invited), agreed == "yes")
    assert written(chosen, kinds=("leading",)) == expected


@pytest.mark.parametrize(("case", "n", "invited", "code", "roles"), NAMES)
def test_a_group_is_called_by_roles_that_exist(case, n, invited, code, roles):
    assert plan(counts(n), counts(invited), False).cell(code).roles == tuple(roles.split())


def test_leading_group_of_a_block_leaves_out_a_directie_without_answers():
    chosen = plan(counts("1/0/12/20"), counts("1/0/12/20"), True)
    block = plan_block(chosen, counts("0/0/11/20"))
    assert written(block, kinds=("own", "leading")) == "leiding 11"


def counts(written_counts: str) -> dict:
    return dict(zip(ROLES, map(int, written_counts.split("/")), strict=True))


def written(chosen: Plan, kinds=("total", "part", "own")) -> str:
    cells = [cell for cell in chosen.cells if cell.kind in kinds]
    return ", ".join(f"{c.code} {c.n}{'s' if c.spread else ''}" for c in cells) or "-"
