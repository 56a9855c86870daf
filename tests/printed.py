#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Whoever types what README and docs print gets what they promise: each command of theirs is run, in the order of the page.

usage: tests/printed.py SOURCE FOLDER-OF-landfall-cli FOLDER-OF-landfall-server
Every page has a folder, a home and a server's address of its own. What cannot be run here stands in NOT_HERE with the reason; a
command that is neither run nor there fails. Calls within a sentence have their verb and options looked up. Speaks TAP.
"""

import os
import pathlib
import re
import signal
import socket
import subprocess
import sys
import tempfile
import zipfile

SOURCE, CLI, SERVER = (pathlib.Path(argument).resolve() for argument in sys.argv[1:4])
PAGES = ["README.md", "CONTRIBUTING.md", "flatpak/README.md", *sorted(str(page.relative_to(SOURCE)) for page in SOURCE.glob("docs/*.md"))]

# What begins so is not run, and why.
NOT_HERE = {
    "./tools/run": "tools/test-readme tries it on a fresh root",
    "./tools/test": "it is what runs this; tools/test-readme tries it on a fresh root",
    "flatpak": "needs a runtime from the network; tests/package reads the manifest",
    "meson setup": "installs below /usr; tests/package installs into a folder",
    "systemctl": "needs an init system; the server's tests verify the unit",
    "install -m 644 docs/nginx.conf": "writes to /etc; the server's tests run nginx with this file",
    "ln -s ../sites-available": "writes to /etc; the server's tests run nginx with this file",
    "landfall-server copy": "needs PostgreSQL; the server's tests copy both ways",
    "landfall-server serve --data postgres:": "needs PostgreSQL; the server's tests serve from it",
}

# What a page takes for granted where it is to be run: done before the line that begins so.
ACCOUNT = "landfall-server account add {} --role {} --password-file password.txt --data sqlite:zone.db"
BEFORE = {
    ("README.md", "landfall-cli import tests"): "landfall-cli init --sample",
    # the key of a device, and that of a server, are accepted once
    ("README.md", "landfall-server bundle import"): "landfall-server bundle import out.bundle --fingerprint \"$(landfall-cli bundle key)\" --answer first --data sqlite:zone.db",
    ("README.md", "landfall-cli bundle import"): "landfall-cli bundle import first --fingerprint \"$(landfall-server bundle key --data sqlite:zone.db)\"",
    ("docs/admin.md", "cp /backup/"): ACCOUNT.format("王芳", "administrator") + "; landfall-server backup /backup/zone-2026-11-22.db --data sqlite:zone.db",
    ("docs/bundle.md", "landfall-cli bundle export"): "landfall-cli init; " + ACCOUNT.format("王芳", "recruiter"),
    ("docs/bundle.md", "landfall-server bundle import"): "landfall-server bundle import out.bundle --account 王芳 --fingerprint \"$(landfall-cli bundle key)\" --answer first --data sqlite:zone.db",
    ("docs/bundle.md", "landfall-cli bundle import"): "landfall-cli bundle import first --fingerprint \"$(landfall-server bundle key --data sqlite:zone.db)\"",
    ("docs/scaling.md", "landfall-server check"): ACCOUNT.format("王芳", "recruiter"),
    ("docs/server.md", "landfall-cli init"): ACCOUNT.format("管理", "administrator") + "; " + ACCOUNT.format("李强", "recruiter") + "; SERVE",
}

PROGRAM = re.compile(r"\s*(?:\./tools/|tools/|landfall|meson |ninja |sudo )")
FENCE = re.compile(r"^```(\w*)[^\n]*\n(.*?)^```", re.M | re.S)
CALL = re.compile(r"`(landfall-(?:cli|server)) ([a-z][^`]*)`")
OPTION = re.compile(r"(?<!\S)--[a-z][a-z-]*")


def workbook(path):
    """A ledger of one sheet, 项目."""
    rows = [("项目编号", "项目名称", "总投资"), ("P-1", "杜仲叶项目", "5000万元")]
    cells = "".join("<row>" + "".join(f'<c t="inlineStr"><is><t>{cell}</t></is></c>' for cell in row) + "</row>" for row in rows)
    office, package = "http://schemas.openxmlformats.org/officeDocument/2006/relationships", "http://schemas.openxmlformats.org/package/2006"
    sheet = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    types = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    with zipfile.ZipFile(path, "w") as parts:
        parts.writestr("[Content_Types].xml", f'<Types xmlns="{package}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
                       f'<Override PartName="/xl/workbook.xml" ContentType="{types}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="{types}.worksheet+xml"/></Types>')
        parts.writestr("_rels/.rels", f'<Relationships xmlns="{package}/relationships"><Relationship Id="r" Type="{office}/officeDocument" Target="xl/workbook.xml"/></Relationships>')
        parts.writestr("xl/workbook.xml", f'<workbook xmlns="{sheet}" xmlns:r="{office}"><sheets><sheet name="项目" sheetId="1" r:id="s"/></sheets></workbook>')
        parts.writestr("xl/_rels/workbook.xml.rels", f'<Relationships xmlns="{package}/relationships"><Relationship Id="s" Type="{office}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>')
        parts.writestr("xl/worksheets/sheet1.xml", f'<worksheet xmlns="{sheet}"><sheetData>{cells}</sheetData></worksheet>')


class Page:
    """Where the commands of one page are run."""

    def __init__(self, name, folder):
        self.name, self.folder, self.homes, self.served = name, folder, 0, None
        self.waiting = {begin: commands for (page, begin), commands in BEFORE.items() if page == name}
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.address = f"127.0.0.1:{free.getsockname()[1]}"
        (folder / "tests").symlink_to(SOURCE / "tests")
        (folder / "password.txt").write_text("a good long password\n", encoding="utf-8")
        workbook(folder / "ledger.xlsx")
        self.new_home()

    def new_home(self):
        self.homes += 1
        home = self.folder / f"home{self.homes}"
        home.mkdir()
        self.environment = {**os.environ, "HOME": str(home), "XDG_DATA_HOME": str(home / "data"), "XDG_CONFIG_HOME": str(home / "config"), "LC_ALL": "C.UTF-8",
                            "PATH": f"{CLI}:{SERVER}:{os.environ['PATH']}", "ASAN_OPTIONS": "detect_leaks=0"}

    def here(self, line):
        """The places of this page in the place of those that are printed."""
        line = line.replace("127.0.0.1:8470", self.address).replace("https://landfall.example.org", f"http://{self.address}")
        line = re.sub(r"sqlite:/var/lib/landfall/|/backup/", lambda found: "sqlite:" if found[0].startswith("sqlite") else "", line)
        return line.replace("--data …", "--data sqlite:zone.db")

    def serve(self, line):
        self.served = subprocess.Popen(["bash", "-c", "exec " + line], cwd=self.folder, env=self.environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        return None if "listening" in self.served.stdout.readline() else "it ended"

    def run(self, line):
        """None, or what went wrong."""
        for begin in [begin for begin in self.waiting if line.startswith(begin)]:
            for prepared in self.waiting.pop(begin).split("; "):
                problem = self.serve(f"landfall-server serve --data sqlite:zone.db --listen {self.address}") if prepared == "SERVE" else self.run(prepared)
                if problem:
                    return f"before it, {prepared}: {problem}"
        if line.startswith("landfall-cli init") and (pathlib.Path(self.environment["XDG_DATA_HOME"]) / "landfall").exists():
            self.new_home()
        line = self.here(line)
        if line.startswith("landfall-server serve"):
            return self.serve(line)
        done = subprocess.run(["bash", "-c", line], cwd=self.folder, env=self.environment, input="a good long password\n", capture_output=True, text=True, timeout=60, check=False)
        return None if done.returncode == 0 else f"exit {done.returncode}: {done.stderr.strip()}"

    def end(self):
        if self.served is not None:
            self.served.send_signal(signal.SIGTERM)
            self.served.wait(20)
            self.served.stdout.close()


number, failed = 0, 0


def tell(name, problem, reason=""):
    global number, failed
    number += 1
    failed += problem is not None
    for line in (problem or "").splitlines():
        print(f"# {line}")
    print(f"{'not ok' if problem else 'ok'} {number} - {name}{' # SKIP ' + reason if reason else ''}", flush=True)


def commands(text):
    for language, block in FENCE.findall(text):
        for line in block.splitlines():
            if language != "sh" and not PROGRAM.match(line):
                continue
            line = re.sub(r"\s+#\s.*$", "", line).strip()
            if line and not line.startswith("#"):
                yield line


def said(program, *arguments):
    plain = {**os.environ, "LC_ALL": "C.UTF-8", "ASAN_OPTIONS": "detect_leaks=0"}
    return subprocess.run([program, *arguments], capture_output=True, text=True, check=False, env=plain).stdout


def call_problem(program, words):
    """Of a call within a sentence: whether there is such a verb, with such options."""
    verb = words.split()[0]
    if program == "landfall-cli":
        told = said(CLI / program, "help", *([] if verb == "help" else [verb]))
        if not told:
            return "there is no such verb"
    else:
        told = said(SERVER / program, "--help")
        if not re.search(rf"[\]|] {verb}\b", told):
            return "there is no such verb"
    missing = [option for option in OPTION.findall(words) if not re.search(rf"{option}(?![a-z-])", told)]
    return f"there is no {' '.join(missing)}" if missing else None


unused = set(NOT_HERE)
for page in PAGES:
    text = (SOURCE / page).read_text(encoding="utf-8")
    with tempfile.TemporaryDirectory(prefix="landfall-printed.", ignore_cleanup_errors=True) as folder:
        place = Page(page, pathlib.Path(folder))
        try:
            for line in commands(text):
                begin = next((begin for begin in NOT_HERE if line.startswith(begin)), None)
                unused.discard(begin)
                tell(f"{page}: {line.replace('#', '')}", None if begin else place.run(line), NOT_HERE.get(begin, ""))
            for program, words in sorted(set(CALL.findall(text))):
                tell(f"{page}, in a sentence: {program} {words}", call_problem(program, words))
        finally:
            place.end()
        tell(f"{page}: nothing is prepared for what is not printed", "\n".join(place.waiting) or None)
tell("what is not run is printed", "\n".join(sorted(unused)) or None)
print(f"1..{number}")
sys.exit(failed > 0)
