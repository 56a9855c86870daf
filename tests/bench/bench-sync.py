#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The budgets of sync, with real programs on this machine: devices, a server, and beside them curl and sqlite3.

usage: tests/bench/bench-sync.py BENCH-DEVICE [--short] [PART…]
The server's path comes in LANDFALL_SERVER. Parts: fresh, push, edits, idle, compare, monday, load; all unless told. Lines of JSON;
seconds by the clock and of the processor, and at most so much memory, of whole processes.
"""

import asyncio
import contextlib
import json
import os
import pathlib
import random
import resource
import shutil
import subprocess
import sys
import tempfile
import threading
import time
import urllib.request
import uuid

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "server"))
from running import PASSWORD, Server, login  # noqa: E402

DEVICE = sys.argv[1]
SHORT = "--short" in sys.argv
PARTS = [word for word in sys.argv[2:] if word != "--short"] or ["fresh", "push", "edits", "idle", "compare", "monday", "load"]

RECORDS = 400 if SHORT else 100_000
PUSHED = 100 if SHORT else 10_000
EDITS, CLASHES = (40, 5) if SHORT else (10_000, 500)
ROUNDS = 5 if SHORT else 500
CREW, CREW_CHANGES = (3, 10) if SHORT else (30, 500)
FLEET, RATE, SECONDS = (5, 20, 1) if SHORT else (1000, 500, 20)


def report(bench, **figures):
    print(json.dumps({"bench": bench, **{key: round(value, 4) if isinstance(value, float) else value
                                         for key, value in figures.items()}}), flush=True)


# ---- Processes and what they take ----

def run(command, **more):
    """Its output, and what it took."""
    began = time.monotonic()
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, **more)
    text = process.stdout.read()
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        raise SystemExit(f"{command}: exit status {process.returncode}")
    return text, {"s": time.monotonic() - began, "cpu_s": usage.ru_utime + usage.ru_stime, "memory_mb": usage.ru_maxrss / 1024}


def device(folder, *call):
    text, took = run([DEVICE, str(folder), *map(str, call)])
    return {**json.loads(text or "{}"), **took}


def figures_of(line, *keys):
    return {key: line[key] for key in ("s", "cpu_s", "memory_mb", *keys)}


class Zone(Server):
    """A server with processor time and memory of its own to look at."""

    def url(self):
        return "http://" + self.address

    def cpu_s(self):
        fields = pathlib.Path(f"/proc/{self.process.pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def memory_mb(self):
        status = pathlib.Path(f"/proc/{self.process.pid}/status").read_text(encoding="ascii")
        return int(status.partition("VmHWM:")[2].split()[0]) / 1024

    def enrol(self, folder, name):
        if name not in self.tokens:
            self.sign_in(name)
        device(folder, "sign-in", self.url(), name, PASSWORD)


@contextlib.contextmanager
def counted(zone):
    """A line to the server that counts bytes."""
    import socket
    listener = socket.create_server(("127.0.0.1", 0))
    counts = {"up": 0, "down": 0}
    host, port = zone.address.split(":")

    def copy(source, target, key):
        with contextlib.suppress(OSError):
            while data := source.recv(65536):
                counts[key] += len(data)
                target.sendall(data)
        with contextlib.suppress(OSError):
            target.shutdown(socket.SHUT_WR)

    def accept():
        with contextlib.suppress(OSError):
            while True:
                near, _ = listener.accept()
                far = socket.create_connection((host, int(port)))
                threading.Thread(target=copy, args=(near, far, "up"), daemon=True).start()
                threading.Thread(target=copy, args=(far, near, "down"), daemon=True).start()

    threading.Thread(target=accept, daemon=True).start()
    yield f"http://127.0.0.1:{listener.getsockname()[1]}", counts
    listener.close()


def use_line(folder, url):
    """The device talks to the server over the line at url from now on."""
    path = pathlib.Path(folder) / "server.ini"
    lines = path.read_text(encoding="utf-8").splitlines()
    path.write_text("\n".join("url=" + url if line.startswith("url=") else line for line in lines) + "\n", encoding="utf-8")


# ---- A new device ----

def page_with_curl(zone, token, cursor, path):
    size, _ = run(["curl", "-s", "--compressed", "-H", "Authorization: Bearer " + token, "-o", path, "-w", "%{size_download}",
                   f"{zone.url()}/v1/pull?cursor={cursor}&since={cursor}"])
    with open(path, "rb") as file:
        last = json.loads(file.read().splitlines()[-1])
    return int(size), last["cursor"], last.get("more", False)


def bare_download(zone, token, folder):
    """curl into files, sqlite3 out of them: no merge, no index, no history."""
    began, cursor, more, n_bytes, paths = time.monotonic(), 0, True, 0, []
    while more:
        paths.append(os.path.join(folder, f"page-{len(paths)}"))
        size, cursor, more = page_with_curl(zone, token, cursor, paths[-1])
        n_bytes += size
    script = "CREATE TABLE record (body TEXT);\n.mode ascii\n.separator \x1f \"\\n\"\n" + "".join(
        f".import {path} record\n" for path in paths)
    subprocess.run(["sqlite3", os.path.join(folder, "bare.db")], input=script, text=True, check=True)
    return time.monotonic() - began, n_bytes, paths


def zstd_size(paths):
    if shutil.which("zstd") is None:
        return None
    with subprocess.Popen(["cat", *paths], stdout=subprocess.PIPE) as cat:
        packed = subprocess.run(["zstd", "-3", "-c"], stdin=cat.stdout, capture_output=True, check=True).stdout
    return len(packed)


def measure_fresh(folder, zone):
    zone.enrol(folder / "a", "a")
    device(folder / "a", "make", RECORDS, 500, 1)
    device(folder / "a", "sync", 1)
    zone.enrol(folder / "b", "b")
    cpu = zone.cpu_s()
    fresh = device(folder / "b", "sync", 1)
    assert fresh["pulled"] == RECORDS, fresh
    server_cpu = zone.cpu_s() - cpu
    bare_s, n_bytes, paths = bare_download(zone, zone.tokens["b"], str(folder))
    packed = zstd_size(paths)
    report("fresh device", **figures_of(fresh, "pulled"), server_cpu_s=server_cpu, server_memory_mb=zone.memory_mb(),
           bare_s=bare_s, times_bare=fresh["s"] / bare_s, bytes=n_bytes,
           **({} if packed is None else {"times_zstd": n_bytes / packed}))


# ---- Pushes and edits ----

def measure_push(folder, zone):
    zone.enrol(folder / "p", "p")
    device(folder / "p", "sync", 1)
    device(folder / "p", "make", PUSHED, 1, 2)
    with counted(zone) as (url, counts):
        use_line(folder / "p", url)
        cpu = zone.cpu_s()
        pushed = device(folder / "p", "sync", 1)
    assert pushed["pushed"] == PUSHED and pushed["refused"] == 0, pushed
    use_line(folder / "p", zone.url())
    report("push of new records", **figures_of(pushed, "pushed"), server_cpu_s=zone.cpu_s() - cpu,
           bytes_up=counts["up"], bytes_down=counts["down"])


def measure_edits(folder, zone):
    """Two devices edit while they are away, and meet."""
    for name in "ab":
        zone.enrol(folder / name, name)
        device(folder / name, "sync", 1)
    n = min(EDITS, RECORDS // 2)
    device(folder / "a", "edit", 0, n, 3, "note")
    device(folder / "b", "edit", 0, CLASHES, 4, "note")
    device(folder / "b", "edit", n, n - CLASHES, 5, "content")
    with counted(zone) as (url, counts):
        for name in "ab":
            use_line(folder / name, url)
        cpu = zone.cpu_s()
        rounds = [device(folder / name, "sync", 1) for name in "aba"]
    for name in "ab":
        use_line(folder / name, zone.url())
    found = [line["conflicts"] for line in rounds]
    if found != [0, CLASHES, 0] or sum(line["pushed"] for line in rounds) != 2 * n or any(line["refused"] for line in rounds):
        raise SystemExit(f"edits of two devices: {CLASHES} conflicts and {2 * n} changes expected; conflicts {found}, {rounds}")
    report("edits of two devices", s=sum(line["s"] for line in rounds), cpu_s=sum(line["cpu_s"] for line in rounds),
           server_cpu_s=zone.cpu_s() - cpu, edits=2 * n, conflicts=CLASHES,
           bytes=counts["up"] + counts["down"])


def measure_idle(folder, zone):
    zone.enrol(folder / "b", "b")
    device(folder / "b", "sync", 1)
    with counted(zone) as (url, counts):
        use_line(folder / "b", url)
        device(folder / "b", "sync", 1)
        n_bytes = counts["up"] + counts["down"]
    use_line(folder / "b", zone.url())
    idle = device(folder / "b", "sync", ROUNDS)
    report("nothing to do", **{key: idle[key] for key in ("p50_ms", "p95_ms", "p99_ms", "cpu_p50_ms")}, bytes=n_bytes)


def measure_compare(folder, zone):
    """Nothing to do, and both sides summed up."""
    zone.enrol(folder / "b", "b")
    device(folder / "b", "sync", 1)
    with counted(zone) as (url, counts):
        use_line(folder / "b", url)
        cpu = zone.cpu_s()
        one = device(folder / "b", "compare", 1)
        server_cpu = zone.cpu_s() - cpu
    use_line(folder / "b", zone.url())
    report("compared", **figures_of(one), server_cpu_s=server_cpu, bytes=counts["up"] + counts["down"])


# ---- Many ----

def measure_monday(folder):
    """All at once, after a week on the road."""
    (folder / "monday").mkdir()
    with Zone(folder / "monday") as zone:
        crew = [folder / "monday" / f"d{n}" for n in range(CREW)]
        for n, one in enumerate(crew):
            zone.enrol(one, f"d{n}")
            device(one, "make", CREW_CHANGES, 1, 100 + n)
        began = time.monotonic()
        waiting = [subprocess.Popen([DEVICE, str(one), "sync", "1"], stdout=subprocess.PIPE, text=True) for one in crew]
        lines = [json.loads(process.communicate()[0]) for process in waiting]
        took = time.monotonic() - began
        assert sum(line["pushed"] for line in lines) == CREW * CREW_CHANGES, lines
        report("monday morning", s=took, devices=CREW, changes=CREW * CREW_CHANGES, server_cpu_s=zone.cpu_s(),
               server_memory_mb=zone.memory_mb(), slowest_s=max(line["p50_ms"] for line in lines) / 1000)


def one_push():
    edits = [{"field": "name", "value": f"第{random.randrange(10**9)}号新材料生产基地"}, {"field": "stage", "value": "lead"}]
    return json.dumps({"version": 1, "changes": [{"id": str(uuid.uuid4()), "ops": [
        {"op": "put", "entity": "project", "id": str(uuid.uuid4()), "new": True, "edits": edits}]}]}).encode()


async def push_each(address, tokens, times):
    """Every device has a connection of its own, and one of them pushes each 1/RATE seconds."""
    host, port = address.split(":")
    lines = [await asyncio.open_connection(host, int(port)) for _ in tokens]
    free = asyncio.Queue()
    for line, token in zip(lines, tokens):
        free.put_nowait((line, token))

    async def push():
        (reader, writer), token = await free.get()
        body = one_push()
        began = time.monotonic()
        writer.write(f"POST /v1/push HTTP/1.1\r\nHost: {address}\r\nAuthorization: Bearer {token}\r\n"
                     f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body)
        head = await reader.readuntil(b"\r\n\r\n")
        assert b" 200 " in head.splitlines()[0], head
        length = next(line for line in head.lower().splitlines() if line.startswith(b"content-length:"))
        await reader.readexactly(int(length.split(b":")[1]))
        times.append(time.monotonic() - began)
        free.put_nowait(((reader, writer), token))

    loop, pushes, are_all_begun = asyncio.get_running_loop(), [], asyncio.Event()
    began, loop_began = time.monotonic(), loop.time()
    for n in range(RATE * SECONDS):
        loop.call_at(loop_began + n / RATE, lambda: pushes.append(loop.create_task(push())))
    loop.call_at(loop_began + SECONDS, are_all_begun.set)
    await are_all_begun.wait()
    await asyncio.gather(*pushes)
    for _, writer in lines:
        writer.close()
    return time.monotonic() - began


def measure_load(folder):
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(hard, 65536), hard))
    (folder / "load").mkdir()
    with Zone(folder / "load") as zone:
        zone.sign_in("fleet")
        tokens = [zone.ask("post", "/v1/login", login("fleet", device=str(uuid.uuid4()))).json()["token"]
                  for _ in range(FLEET)]
        times, cpu = [], zone.cpu_s()
        took = asyncio.run(push_each(zone.address, tokens, times))
        times.sort()
        report("load", devices=FLEET, pushes=len(times), pushes_per_s=len(times) / took,
               **{f"p{q}_ms": times[min(len(times) - 1, len(times) * q // 100)] * 1000 for q in (50, 95, 99)},
               server_cpu_s=zone.cpu_s() - cpu, server_memory_mb=zone.memory_mb())
    resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))


def main():
    on_records = {"fresh": measure_fresh, "push": measure_push, "edits": measure_edits, "idle": measure_idle,
                  "compare": measure_compare}
    alone = {"monday": measure_monday, "load": measure_load}
    with tempfile.TemporaryDirectory(prefix="landfall-bench-") as name:
        folder = pathlib.Path(name)
        if any(part in on_records for part in PARTS):
            (folder / "zone").mkdir()
            with Zone(folder / "zone") as zone:
                if "fresh" not in PARTS:
                    zone.enrol(folder / "a", "a")
                    device(folder / "a", "make", RECORDS, 500, 1)
                for part in PARTS:
                    if part in on_records:
                        on_records[part](folder, zone)
        for part in PARTS:
            if part in alone:
                alone[part](folder)


main()
