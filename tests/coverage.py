#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What docs/coverage.md says of each mechanism: its page, its command and its test are there.

usage: tests/coverage.py FOLDER LANDFALL_CLI
Speaks TAP; each row that says too much is a comment line before the check that fails.
"""

import pathlib
import re
import subprocess
import sys
import tempfile

ROWS = {"L": 17, "O": 8, "C": 13, "V": 13, "I": 10, "K": 10}
ROW = re.compile(r"^\| ([LOCVIK]\d+) \| (.+?) \| (.+?) \| (.+?) \| (.+?) \|$", re.M)
VIEW = re.compile(r'^  \{ "[a-z]+", N_ \("([^"]+)"\)', re.M)
COMMAND = re.compile(r"`([^`]+)`")

root, cli = pathlib.Path(sys.argv[1]), sys.argv[2]
rows = ROW.findall((root / "docs/coverage.md").read_text(encoding="utf-8"))
# What stands above all pages, or on the page of every record, is no view of the sidebar.
views = {*VIEW.findall((root / "src/app/lf-view.c").read_text(encoding="utf-8")), "Record", "New", "Search", "Preferences"}
store = tempfile.TemporaryDirectory()


def run(*arguments):
    return subprocess.run([cli, "--store", store.name + "/zone", *arguments], capture_output=True, text=True, check=False)


def missing_rows():
    said = [row[0] for row in rows]
    wanted = [f"{letter}{number}" for letter, last in ROWS.items() for number in range(1, last + 1)]
    yield from (f"{name} is missing" for name in wanted if name not in said)
    yield from (f"{name} is told twice" for name in sorted(set(said)) if said.count(name) > 1)


def wrong_pages():
    for name, _, pages, _, _ in rows:
        for page in pages.split(", "):
            if page.split(" › ")[0] not in views:
                yield f"{name}: the window has no page “{page}”"


def wrong_commands():
    run("init")
    verbs = set(re.findall(r"^([a-z]+) ", run("help").stdout, re.M)) - {"landfall"}
    reports = set(re.findall(r"^([a-z-]+) ", run("report").stdout, re.M))
    for name, _, _, commands, _ in rows:
        found = COMMAND.findall(commands)
        if not found:
            yield f"{name} has no command"
        for verb, *rest in map(str.split, found):
            if verb not in verbs:
                yield f"{name}: there is no verb “{verb}”"
            elif verb == "report" and rest[0] not in reports:
                yield f"{name}: there is no report “{rest[0]}”"
            elif verb in ("list", "add") and run("list", rest[0]).returncode != 0:
                yield f"{name}: there is nothing like “{rest[0]}” to {verb}"


def wrong_tests():
    for name, _, _, _, tests in rows:
        found = COMMAND.findall(tests)
        if not found:
            yield f"{name} has no test"
        for test in found:
            path = root / "tests" / test
            if not path.is_file():
                yield f"{name}: there is no test {test}"
            elif not re.search(rf"\b{name}\b", path.read_text(encoding="utf-8")):
                yield f"{name}: {test} does not name it"


checks = [("every row stands once", missing_rows), ("the window has the pages", wrong_pages),
          ("the command line has the commands", wrong_commands), ("the tests name their rows", wrong_tests)]
n_failed = 0
print(f"1..{len(checks)}")
for number, (what, check) in enumerate(checks, 1):
    wrong = list(check())
    n_failed += bool(wrong)
    for line in wrong:
        print("#", line)
    print("not ok" if wrong else "ok", number, "-", what)
sys.exit(1 if n_failed else 0)
