#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Weeks of a zone's life with the real programs: people with stores of their own, two servers on one PostgreSQL.

usage: tests/soak/weeks.py [--weeks N] [--people N] [--seed N] [--json FILE]
The programs come in LANDFALL_CLI, LANDFALL_SERVER and LANDFALL_POSTGRES (the folder with initdb). libfaketime moves their clocks
from working day to working day. People add, edit, move, delete and take back; some travel and come back with the work of days;
lines are cut; a server is stopped, killed, started again, the database crashes. Every edit bears a mark of its own. In the end
every mark is in the server's history or among what its author was told is refused, nothing is there twice, all stores agree with
each other and the server, and what the servers take has not grown. Speaks TAP; a line of JSON says what was done.
"""

import argparse
import collections
import concurrent.futures
import contextlib
import dataclasses
import glob
import json
import os
import pathlib
import pwd
import random
import re
import shutil
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time

PASSWORD = "a good long password"
CLI, SERVER, POSTGRES = (os.environ["LANDFALL_" + name] for name in ("CLI", "SERVER", "POSTGRES"))
DAY_S = 24 * 3600
UNREACHABLE = 3  # landfall-cli's exit status


# ---- Programs ----

class Clock:
    """What time the programs believe it is: this machine's, and so many days later."""

    def __init__(self, folder):
        self.file = folder / "clock"
        libraries = glob.glob("/usr/lib/*/faketime/libfaketimeMT.so.1")
        if not libraries:
            raise SystemExit("1..0 # SKIP libfaketime is not installed")
        self.environment = {**os.environ, "LD_PRELOAD": libraries[0], "FAKETIME_TIMESTAMP_FILE": str(self.file), "FAKETIME_NO_CACHE": "1",
                            "FAKETIME_DONT_FAKE_MONOTONIC": "1", "NO_FAKE_STAT": "1",
                            "ASAN_OPTIONS": os.environ.get("ASAN_OPTIONS", "") + ":verify_asan_link_order=0"}
        self.set_day(0)

    def set_day(self, day):
        fresh = self.file.with_suffix(".new")
        fresh.write_text(f"+{day * DAY_S}\n", encoding="ascii")
        fresh.rename(self.file)


class Postgres:
    """A database of its own, without a port: it refuses to run as root."""

    def __init__(self, folder):
        self.folder = folder / "postgres"
        self.folder.mkdir()
        self.user = "postgres" if os.geteuid() == 0 else None
        if self.user:
            os.chown(self.folder, pwd.getpwnam(self.user).pw_uid, -1)
        self.run("initdb", "-D", "data", "-A", "trust", "-U", "landfall", "--no-sync")
        self.start()
        self.run("createdb", "-h", str(self.folder), "-U", "landfall", "zone")
        self.url = f"postgres:host={self.folder} user=landfall dbname=zone"

    def run(self, program, *call):
        return subprocess.run([os.path.join(POSTGRES, program), *call], cwd=self.folder, user=self.user, check=True,
                              stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True).stdout

    def start(self):
        self.run("pg_ctl", "-D", "data", "-w", "-l", "log", "-o", f"-c listen_addresses= -c unix_socket_directories={self.folder}", "start")

    def stop(self, how):
        self.run("pg_ctl", "-D", "data", "-w", "-m", how, "stop")

    def dump(self):
        return self.run("pg_dump", "-h", str(self.folder), "-U", "landfall", "zone")


class Process:
    """One of the servers."""

    def __init__(self, clock, url, log):
        self.clock, self.url, self.log = clock, url, log
        self.start()

    def start(self):
        with open(self.log, "a", encoding="utf-8") as log:
            self.process = subprocess.Popen([SERVER, "serve", "--data", self.url, "--listen", "127.0.0.1:0"], stdout=subprocess.PIPE,
                                            stderr=log, text=True, env=self.clock.environment)
        line = self.process.stdout.readline()
        host, _, port = line.strip().rpartition("//")[2].partition(":")
        self.address = (host, int(port))

    def stop(self, how=signal.SIGTERM):
        self.process.send_signal(how)
        code = self.process.wait(60)
        if how == signal.SIGTERM and code != 0:
            raise SystemExit(f"Bail out! a server that was asked to stop ended with {code}, see {self.log}")

    def memory_kb(self):
        status = pathlib.Path(f"/proc/{self.process.pid}/status").read_text(encoding="ascii")
        return int(re.search(r"VmRSS:\s+(\d+)", status)[1])


class Line:
    """One address for both servers. Of many connections some are cut at any byte."""

    def __init__(self, servers, chance):
        self.servers, self.chance = servers, chance
        self.is_cutting, self.n_cut = False, 0
        self.listener = socket.create_server(("127.0.0.1", 0), backlog=128)
        self.url = f"http://127.0.0.1:{self.listener.getsockname()[1]}"
        threading.Thread(target=self.accept, daemon=True).start()

    def accept(self):
        while True:
            near, _ = self.listener.accept()
            with contextlib.suppress(OSError):
                self.connect(near)

    def connect(self, near):
        try:
            far = socket.create_connection(self.chance.choice(self.servers).address)
        except OSError:
            near.close()
            raise
        limit = self.chance.expovariate(1 / 2_000) if self.is_cutting and self.chance.random() < 0.1 else None
        for source, target in ((near, far), (far, near)):
            threading.Thread(target=self.copy, args=(source, target, limit), daemon=True).start()

    def copy(self, source, target, limit):
        n = 0
        with contextlib.suppress(OSError):
            while data := source.recv(65536):
                n += len(data)
                if limit is not None and n > limit:
                    self.n_cut += 1
                    source.close()
                    break
                target.sendall(data)
        with contextlib.suppress(OSError):
            target.shutdown(socket.SHUT_RDWR)


# ---- People ----

@dataclasses.dataclass
class Person:
    number: int
    folder: pathlib.Path
    chance: random.Random
    clock: Clock
    away_until: int = 0
    n_acts: int = 0
    marks: list = dataclasses.field(default_factory=list)
    known: list = dataclasses.field(default_factory=list)
    said: collections.Counter = dataclasses.field(default_factory=collections.Counter)
    reasons: collections.Counter = dataclasses.field(default_factory=collections.Counter)
    syncs: list = dataclasses.field(default_factory=list)

    def call(self, *call, may_fail=False):
        process = subprocess.run([CLI, "--store", str(self.folder), *call], capture_output=True, text=True, env=self.clock.environment,
                                 check=False)
        if process.returncode != 0 and not may_fail:
            raise SystemExit(f"Bail out! {call}: exit status {process.returncode}: {process.stderr.strip()}")
        return process

    def json(self, *call):
        return json.loads(self.call("--json", *call).stdout)

    def mark(self):
        self.n_acts += 1
        return f"m{self.number}x{self.n_acts}x"

    def note(self, mark, process):
        """Only what the program said is kept has to be kept."""
        if process.returncode != 0:
            self.reasons[process.stderr.strip()] += 1
        self.said["done" if process.returncode == 0 else "not allowed"] += 1
        if process.returncode == 0:
            self.marks.append(mark)

    def look_around(self):
        self.known = [row["id"] for row in self.json("list", "project", "--limit", "200")["records"]]

    def act(self):
        mark = self.mark()
        what = self.chance.choices(["visit", "edit", "add", "move", "delete", "undo"], [35, 35, 15, 8, 4, 3])[0]
        if what == "add" or not self.known:
            self.note(mark, self.call("add", "project", f"name=项目{mark}", may_fail=True))
            return
        record = self.chance.choice(self.known)
        if what == "visit":
            self.note(mark, self.call("add", "interaction", "kind=visit", f"subject=洽谈 {mark}", f"project={record}", may_fail=True))
        elif what == "edit":
            field = self.chance.choice(["note", "content", "next_step"])
            self.note(mark, self.call("set", record, f"{field}={mark}", may_fail=True))
        elif what == "move":
            self.call("advance", record, may_fail=True)
        elif what == "delete":
            self.call("delete", record, may_fail=True)
        elif what == "undo":
            self.call("undo", may_fail=True)

    def work(self, day, n_acts):
        self.look_around()
        for _ in range(n_acts):
            self.act()
        if self.chance.random() < 0.05:
            self.away_until = day + self.chance.randint(2, 6)

    def sync(self):
        began = time.monotonic()
        process = self.call("sync", "--send-all", may_fail=True)
        self.syncs.append(time.monotonic() - began)
        self.said["synced" if process.returncode == 0 else "not reached" if process.returncode == UNREACHABLE else "sync failed"] += 1
        if process.returncode not in (0, UNREACHABLE):
            print(f"# {self.number}: sync ended with {process.returncode}: {process.stderr.strip()}", flush=True)
        return process.returncode == 0


# ---- The zone ----

class Zone:
    def __init__(self, folder, options):
        self.options, self.chance = options, random.Random(options.seed)
        self.clock = Clock(folder)
        self.postgres = Postgres(folder)
        self.servers = [Process(self.clock, self.postgres.url, folder / f"server{n}.log") for n in range(2)]
        self.line = Line(self.servers, random.Random(options.seed + 1))
        self.people = [Person(n, folder / f"store{n}", random.Random(options.seed * 1000 + n), self.clock) for n in range(options.people)]
        self.pool = concurrent.futures.ThreadPoolExecutor(os.cpu_count() * 2)
        self.memory, self.weeks = [], []
        self.happened = collections.Counter()

    def all(self, act):
        return list(self.pool.map(act, self.people))

    def begin(self):
        for person in self.people:
            name, role = f"p{person.number}", "administrator" if person.number == 0 else "zone_manager" if person.number % 10 == 1 else "recruiter"
            subprocess.run([SERVER, "account", "add", name, "--role", role, "--password-file", "-", "--data", self.postgres.url], input=PASSWORD,
                           text=True, check=True, stdout=subprocess.DEVNULL)
            person.call("init")
            secret = person.folder / "password"
            secret.write_text(PASSWORD, encoding="ascii")
            person.call("login", self.line.url, "--user", name, "--password-file", str(secret))
        first = self.people[0]
        first.call("add", "zone", "name=开发区")
        first.call("generate", "--projects", "200", "--seed", str(self.options.seed))
        first.sync()
        self.all(Person.sync)

    def accident(self, day):
        """What goes wrong on this day, while people sync."""
        server = self.chance.choice(self.servers)
        what = {1: "stop", 3: "kill"}.get(day % 5) or ("crash" if day % 10 == 9 else None)
        if what == "stop":
            server.stop()
            server.start()
        elif what == "kill":
            server.stop(signal.SIGKILL)
            server.start()
        elif what == "crash":
            self.postgres.stop("immediate")
            self.postgres.start()
        if what:
            self.happened[what] += 1

    def live(self):
        for day in range(self.options.weeks * 5):
            self.clock.set_day(day // 5 * 7 + day % 5)
            self.line.is_cutting = True
            self.all(lambda person: person.work(day, person.chance.randint(1, 5)))
            syncs = [self.pool.submit(person.sync) for person in self.people if day >= person.away_until]
            self.accident(day)
            concurrent.futures.wait(syncs)
            if day % 5 == 4:
                self.end_week(day // 5 + 1)

    def end_week(self, week):
        self.memory.append(sum(server.memory_kb() for server in self.servers))
        seconds = [s for person in self.people for s in person.syncs]
        self.weeks.append(statistics.median(seconds))
        for person in self.people:
            person.syncs.clear()
        print(f"# week {week}: servers hold {self.memory[-1]} KB, a sync takes {self.weeks[-1]:.2f} s, {self.line.n_cut} lines cut", flush=True)

    def settle(self):
        """No accidents any more: after two rounds nobody has anything to send or to learn."""
        self.line.is_cutting = False
        for _ in range(3):
            assert all(self.all(Person.sync)), "a sync fails although nothing is wrong"

    def end(self):
        for server in self.servers:
            server.stop()
        self.postgres.stop("fast")


# ---- What must hold ----

def stores_agree(zone):
    digests = collections.Counter(person.call("digest").stdout.strip() for person in zone.people)
    print(f"# {len(digests)} digest(s) of {len(zone.people)} stores")
    return len(digests) == 1


def no_edit_is_lost(zone):
    dump = zone.postgres.dump()
    kept = set(re.findall(r"m\d+x\d+x", dump))
    refused = {mark for person in zone.people for mark in re.findall(r"m\d+x\d+x", person.call("--json", "rejected").stdout)}
    made = [mark for person in zone.people for mark in person.marks]
    lost = [mark for mark in made if mark not in kept | refused]
    print(f"# {len(made)} marks: {len(kept & set(made))} on the server, {len(refused)} told as refused, lost: {lost[:10]}")
    zone.happened.update(edits=len(made), refused=len(refused), lost=len(lost))
    return len(made) > 0 and not lost


def nothing_is_twice(zone):
    """What was sent again after a cut line is what was there."""
    titles = collections.Counter(row["title"] for entity in ("interaction", "project")
                                 for row in zone.people[0].json("list", entity, "--limit", "1000000")["records"] if re.search(r"m\d+x", row["title"]))
    return len(titles) > 0 and max(titles.values()) == 1


def nothing_waits(zone):
    return all(not re.search(r"m\d+x", person.call("--json", "pending").stdout) for person in zone.people)


def stores_are_sound(zone):
    server = subprocess.run([SERVER, "check", "--data", zone.postgres.url], capture_output=True, text=True, check=False)
    print("# " + " ".join(server.stdout.split()))
    return server.returncode == 0 and all(person.call("verify", may_fail=True).returncode == 0 for person in zone.people)


def memory_is_flat(zone):
    """Of the second week and the last; the first week fills caches. Restarts make it saw-toothed, so a quarter more is flat."""
    return len(zone.memory) < 3 or zone.memory[-1] < zone.memory[1] * 1.25


TESTS = [stores_agree, no_edit_is_lost, nothing_is_twice, nothing_waits, stores_are_sound, memory_is_flat]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--weeks", type=int, default=8)
    parser.add_argument("--people", type=int, default=50)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--json", type=pathlib.Path)
    parser.add_argument("--keep", action="store_true")
    options = parser.parse_args()
    folder = pathlib.Path(tempfile.mkdtemp(prefix="landfall-weeks."))
    folder.chmod(0o755)
    print(f"1..{len(TESTS)}", flush=True)
    began = time.monotonic()
    zone = Zone(folder, options)
    zone.begin()
    zone.live()
    zone.settle()
    n_failed = 0
    for number, test in enumerate(TESTS, 1):
        is_good = test(zone)
        n_failed += not is_good
        print(f"{'ok' if is_good else 'not ok'} {number} {test.__name__}", flush=True)
    said = sum((person.said for person in zone.people), collections.Counter())
    for reason, n in sum((person.reasons for person in zone.people), collections.Counter()).most_common(3):
        print(f"# not allowed {n} times: {reason}")
    figures = {"weeks": options.weeks, "people": options.people, "seed": options.seed, "said": said, "happened": zone.happened, "cut": zone.line.n_cut,
               "memory_kb": zone.memory, "sync_p50_s": [round(s, 3) for s in zone.weeks], "seconds": round(time.monotonic() - began), "failed": n_failed}
    print("# " + json.dumps(figures), flush=True)
    if options.json:
        options.json.write_text(json.dumps(figures), encoding="utf-8")
    zone.end()
    if options.keep or n_failed:
        print(f"# kept in {folder}")
    else:
        shutil.rmtree(folder)
    sys.exit(1 if n_failed else 0)


if __name__ == "__main__":
    main()
