#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What CONTRIBUTING.md says of the source itself: sizes, layers, style, nothing unfinished, no sleeping tests, true papers.

usage: tests/limits.py [FOLDER]
Speaks TAP; each place that breaks a rule is a comment line before the check that fails.
"""

import pathlib
import re
import shutil
import subprocess
import sys

FILE_LINES, LONG_FILE_LINES, FUNCTION_LINES = 800, 600, 70
FORMAT_VERSION = "14."  # versions differ in what they take for right
UNFINISHED = re.compile(r"\b(TO" r"DO|FIX" r"ME|XX" r"X)\b|\bst" r"ub\b")
SLEEP = re.compile(r"\b(g_u|u|nano)?sleep *\(|^\s*sleep\s+[\d.$]", re.M)
GTK = re.compile(r"^\s*#\s*include\s*[<\"](gtk|gdk|gsk|adwaita)[/.]", re.M)

root = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else pathlib.Path(__file__).parent.parent).resolve()
me = pathlib.Path(__file__).resolve()


def files(folders, endings):
    return sorted(p for folder in folders for p in (root / folder).rglob("*")
                  if p.is_file() and p.suffix in endings and p.resolve() != me and "__pycache__" not in p.parts)


def text_of(path):
    return path.read_text(encoding="utf-8")


def matches(paths, pattern):
    for path in paths:
        text = text_of(path)
        for match in pattern.finditer(text):
            line = text.count("\n", 0, match.start() + len(match[0]) - len(match[0].lstrip())) + 1
            yield f"{path.relative_to(root)}:{line}: {match[0].strip()}"


def functions(path):
    """Names and lengths, from the line of the name to the closing brace, as clang-format lays them out."""
    name, start, is_inside = None, 0, False
    for number, line in enumerate(text_of(path).splitlines(), 1):
        head = re.match(r"(\w+) \(", line)
        if is_inside and line == "}":
            yield name, start, number - start + 1
            name, is_inside = None, False
        elif not is_inside and head:
            name, start = head[1], number
        elif not is_inside and name and line == "{":
            is_inside = True
        elif not is_inside and line.startswith(("#", "typedef", "struct", "enum", "static const")):
            name = None


def long_files():
    for path in files(["src"], {".c", ".h", ".ui"}):
        n = len(text_of(path).splitlines())
        if n > LONG_FILE_LINES:
            print(f"# long: {path.relative_to(root)}: {n} lines")
        if n > FILE_LINES:
            yield f"{path.relative_to(root)}: {n} lines"


def long_functions():
    for path in files(["src", "tests"], {".c"}):
        for name, start, n in functions(path):
            if n > FUNCTION_LINES:
                yield f"{path.relative_to(root)}:{start}: {name}: {n} lines"


def gtk_outside_app():
    paths = [p for p in files(["src"], {".c", ".h"}) if (root / "src/app") not in p.parents]
    return matches(paths, GTK)


def unfinished():
    return matches(files(["src", "tests", "data"], {".c", ".h", ".ui", ".py", ".sh", ".build", ".in"}), UNFINISHED)


def sleeping_tests():
    return matches(files(["tests"], {".c", ".h", ".py", ".sh"}), SLEEP)


def unknown_types():
    """A template names a type; only where a linker shows the program's own symbols is it found without having been used before."""
    for path in files(["src/app"], {".ui"}):
        text = text_of(path)
        sources = "".join(text_of(source) for source in sorted(path.parent.glob(f"{path.stem}*.c"))) if "<template " in text else None
        for name in sorted(set(re.findall(r'<object class="Lf(\w+)"', text))) if sources is not None else ():
            macro = "LF_TYPE_" + re.sub(r"(?<!^)([A-Z])", r"_\1", name).upper()
            if f"g_type_ensure ({macro})" not in sources:
                yield f"{path.relative_to(root)}: Lf{name}: g_type_ensure ({macro}) is missing"


def badly_formatted():
    paths = files(["src", "tests"], {".c", ".h"})
    found = subprocess.run(["clang-format", "--dry-run", *map(str, paths)], capture_output=True, text=True, check=False)
    return sorted({line.split(": warning")[0].replace(f"{root}/", "") for line in found.stderr.splitlines()
                   if ": warning" in line})


def names_that_are_gone():
    """Of files, functions and types in the papers; `lf-merge-*.c` and the like are no names of one."""
    sources = files(["src", "tests", "tools", "data"], {".c", ".h", ".ui", ".py", ".sh", ".build", ".xml"})
    known = {p.name for p in sources} | {word for p in sources for word in re.findall(r"\b(?:lf_\w+|Lf[A-Z]\w+)", text_of(p))}
    for paper in [root / "README.md", root / "CONTRIBUTING.md", *(root / "docs").rglob("*.md")]:
        for name in re.findall(r"`(?:[\w./-]*/)?((?:lf|cmd|test)-[\w-]+\.[chu]i?|lf_\w+|Lf[A-Z]\w+)\W", text_of(paper)):
            if name not in known:
                yield f"{paper.relative_to(root)}: {name}"


def pages_without_picture():
    drawn = set(re.findall(r'^  \{ "[a-z]+", "[a-z0-9-]+", "([a-z]+)"',
                           text_of(root / "src/app/lf-screenshot-steps.c"), re.M))
    for view in re.findall(r'^  \{ "([a-z]+)", N_ \(', text_of(root / "src/app/lf-view.c"), re.M):
        if view not in drawn:
            yield f"src/app/lf-screenshot-steps.c: no picture of the page “{view}”"


def has_formatter():
    if shutil.which("clang-format") is None:
        return False
    said = subprocess.run(["clang-format", "--version"], capture_output=True, text=True, check=False).stdout
    return f"version {FORMAT_VERSION}" in said


checks = [
    (f"no file of more than {FILE_LINES} lines", long_files),
    (f"no function of more than {FUNCTION_LINES} lines", long_functions),
    ("GTK in src/app only", gtk_outside_app),
    ("nothing unfinished", unfinished),
    ("no test that sleeps", sleeping_tests),
    ("the papers name what is there", names_that_are_gone),
    ("every type of a template is there before it", unknown_types),
    ("every page has its picture", pages_without_picture),
    ("formatted", badly_formatted),
]
failures = 0
print(f"1..{len(checks)}")
for number, (name, find) in enumerate(checks, 1):
    if find is badly_formatted and not has_formatter():
        print(f"ok {number} - {name} # SKIP there is no clang-format {FORMAT_VERSION}x")
        continue
    found = list(find())
    for place in found:
        print(f"# {place}")
    failures += bool(found)
    print(f"{'not ok' if found else 'ok'} {number} - {name}")
sys.exit(1 if failures else 0)
