#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The short form of bench-store as a test: every line is there and whole, and no figure is out of all proportion.

usage: tests/bench/check-short.py BENCH-STORE
Speaks TAP. The bounds are far above what is measured, also with sanitizers on a busy machine; budgets are judged by hand,
in a release build (CONTRIBUTING.md).
"""

import json
import subprocess
import sys

PROJECTS = 2000
TIMES = ("p50_ms", "p95_ms", "p99_ms", "cpu_p50_ms")
EXPECTED = {"machine", "generate", "save, bare SQLite", "save", "list, bare SQLite", "list, all, by name", "list, all, by -enterprise",
            "list, stage=signed, by name", "search, two characters", "search, initials", "as of a day, first list", "verify",
            "find duplicates", "size", "size, records of a kilobyte", "import, merely parsing",
            "clocks and lamps, a day turns", "clocks and lamps, a note saved",
            "clocks and lamps, a plan saved", "clocks and lamps, one project judged", "reports, all of them", "reports, all of them again",
            "tile after an edit, a figure", "tile after an edit, a list", "chart of 5,000 points, lines", "import, planned and checked for duplicates", "import, its rows with bare SQLite", "import, saved"}
MOST = {("save", "times_bare"): 200, ("size", "times_text"): 20, ("size, records of a kilobyte", "times_text"): 10,
        ("import, saved", "times_parsing"): 1000, ("import, saved", "times_bare"): 200,
        ("import, planned and checked for duplicates", "times_parsing"): 1000}

n_checks, failed = 0, False


def check(is_right, name, *why):
    global n_checks, failed
    n_checks += 1
    for line in why if not is_right else ():
        print("#", line)
    print("ok" if is_right else "not ok", n_checks, "-", name)
    failed = failed or not is_right


def is_whole(line):
    if line["bench"] == "machine" or line["bench"].startswith("size"):
        return True
    times = [line.get(key) for key in TIMES]
    return line.get("runs", 0) > 0 and None not in times and 0 <= times[0] <= times[1] <= times[2]


run = subprocess.run([sys.argv[1], "--short", str(PROJECTS)], capture_output=True, text=True)
check(run.returncode == 0, "runs to the end", *run.stderr.splitlines()[-20:])
lines = {line["bench"]: line for line in map(json.loads, run.stdout.splitlines())}
check(EXPECTED <= lines.keys(), "every measurement is there", *sorted(EXPECTED - lines.keys()))
check(all(map(is_whole, lines.values())), "every line is whole", *(str(line) for line in lines.values() if not is_whole(line)))
check(all(lines["machine"].get(key) for key in ("processor", "cores", "system")), "the machine is told")
whole_lists = [line for name, line in lines.items() if name.startswith("list, all, ")]
check(len(whole_lists) > 10 and all(line["rows"] == PROJECTS for line in whole_lists), "whole lists are whole",
      *(str(line) for line in whole_lists))
check(lines["verify"]["problems"] == 0, "the store is sound")
for (bench, key), most in MOST.items():
    check(0 < lines[bench][key] <= most, f"{bench}: {key} at most {most}", str(lines[bench]))
print(f"1..{n_checks}")
sys.exit(failed)
