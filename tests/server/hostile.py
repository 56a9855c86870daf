#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Whoever means harm, against the real program: each is refused, in the log, held in bounded memory, and an honest device
beside them works as ever.

usage: tests/server/hostile.py
The server's path comes in LANDFALL_SERVER. Speaks TAP.
"""

import contextlib
import json
import pathlib
import socket
import string
import sys
import tempfile
import threading
import time

from running import PASSWORD, Server, login, new_id

HONEST_S = 10     # an answer takes this long at most, under sanitizers on a busy machine, while others attack
MEMORY_MB = 400   # what all the attacks together may add: much less than any of them sends, and what sanitizers keep back
WAIT_S = 60


def push(name, record=None, **edit):
    return {"version": 1, "changes": [{"id": new_id(), "ops": [
        {"op": "put", "entity": "project", "id": record or new_id(), "new": record is None,
         "edits": [{"field": "name", "value": name, **edit}, *([{"field": "stage", "value": "lead"}] if record is None else [])]}]}]}


# ---- Lines without manners ----

def connect(server):
    host, port = server.address.split(":")
    return socket.create_connection((host, int(port)), timeout=WAIT_S)


def head(method, path, *lines):
    return "\r\n".join([f"{method} {path} HTTP/1.1", "Host: x", *lines, "", ""]).encode()


def bearer(token):
    return "Authorization: Bearer " + token


def read_status(line):
    """None: cut off without a word."""
    answer = b""
    with contextlib.suppress(ConnectionError):
        while b"\r\n" not in answer:
            more = line.recv(65536)
            if not more:
                break
            answer += more
    return int(answer.split()[1]) if answer else None


def pour(line, piece, n_bytes):
    """How much went out before the other side had enough."""
    n_sent = 0
    with contextlib.suppress(ConnectionError, TimeoutError):
        while n_sent < n_bytes:
            line.sendall(piece)
            n_sent += len(piece)
    return n_sent


# ---- The attacks; each is over when it was refused ----

def attack_slow_loris(server, _):
    """Many connections that never come to the end of a request hold up nobody; what each holds is small."""
    lines = [connect(server) for _ in range(200)]
    for line in lines:
        line.sendall(b"POST /v1/push HTTP/1.1\r\nHost: x\r\nX-A: ")
    for _ in range(5):
        for line in lines:
            line.sendall(b"b")
    assert server.ask("get", "/v1/healthz").code == 200
    for line in lines:
        line.close()


def attack_headers(server, token):
    """10 MB of headers, in one line and in many."""
    for piece in (b"x" * 65536, b"X-A: " + b"y" * 1000 + b"\r\n"):
        with contextlib.closing(connect(server)) as line:
            line.sendall(head("GET", "/v1/pull?cursor=0", bearer(token))[:-2] + b"X-Long: ")
            n_sent = pour(line, piece, 10 << 20)
            with contextlib.suppress(ConnectionError):
                line.sendall(b"\r\n\r\n")
            assert n_sent < 10 << 20 or read_status(line) in (None, 400, 413, 431), "10 MB of headers were taken"


def attack_bodies(server, token):
    """A gigabyte, announced and not."""
    for how, piece in (("Content-Length: 1073741824", b" " * 1048576),
                       ("Transfer-Encoding: chunked", b"100000\r\n" + b" " * 1048576 + b"\r\n")):
        with contextlib.closing(connect(server)) as line:
            line.sendall(head("POST", "/v1/push", bearer(token), how))
            assert pour(line, piece, 1 << 30) < 1 << 30, "a gigabyte was taken"


def attack_depth(server, token):
    for bomb in (b"[" * 200_000, b'{"a":' * 200_000, b'{"version":1,"changes":' + b"[" * 200_000):
        for path in ("/v1/push", "/v1/login"):
            assert server.ask("post", path, bomb[:60_000] if path == "/v1/login" else bomb, token).code == 400, path


def attack_text(server, token):
    """What is not UTF-8, has NULs, or halves of characters."""
    whole = json.dumps(push("名字")).encode()
    for bad in (b"\xff\xfe", b"\xc3(", b"\xed\xa0\x80", b"\xf8\x88\x80\x80\x80", b"\xe4\xb8"):
        body = whole.replace(b"lead", bad)
        assert server.ask("post", "/v1/push", body, token).code == 400, bad
        assert server.ask("post", "/v1/login", json.dumps(login("a")).encode().replace(b"laptop", bad)).code == 400, bad
    assert server.ask("get", "/v1/pull?cursor=%ff%fe", token=token).code == 400
    with contextlib.closing(connect(server)) as line:
        line.sendall(b"GET /v1/\xff\xfe\x00 HTTP/1.1\r\nHost: x\r\n\r\n")
        assert read_status(line) in (None, 400, 404)


def attack_tokens(server, token):
    """Turned, cut, lengthened, of somebody who was shut out, and none at all."""
    other = "b" if token[0] != "b" else "c"
    forged = [other + token[1:], token[:-1], token + "a", token.swapcase(), "x" * 7000, "' OR 1=1 --", "%00" + token]
    for one in forged:
        assert server.ask("get", "/v1/pull?cursor=0", token=one).code in (400, 401), one
        assert server.ask("post", "/v1/push", push("x"), one).code in (400, 401), one
    assert server.ask("get", "/v1/pull?cursor=0").code == 401
    stolen = server.sign_in("shut-out")
    assert server.ask("get", "/v1/pull?cursor=0", token=stolen).code == 200
    server.run("device", "revoke", login("shut-out")["device"])
    assert server.ask("get", "/v1/pull?cursor=0", token=stolen).code == 401
    assert server.ask("post", "/v1/push", push("x"), stolen).code == 401


def attack_blob_names(server, token):
    record = "?entity=project&record=" + new_id()
    names = ["..", "../../etc/passwd", "%2e%2e%2f%2e%2e%2fetc%2fpasswd", "..%5c..%5cx", "a" * 64 + "/..", "A" * 64, "g" * 64,
             "a" * 63, "a" * 65, "%00" * 64, "a" * 32 + "%00" + "a" * 31, "a" * 9000, "~root", "%252e%252e"]
    for name in names:
        for method in ("get", "put"):
            reply = server.ask(method, "/v1/blobs/" + name + record, b"x" if method == "put" else None, token)
            assert reply.code in (400, 404, 405, 414, 431), (method, name, reply.code)
    above = [path.name for path in pathlib.Path(server.database).parent.iterdir()]
    assert not [name for name in above if "passwd" in name or ".." in name], above


def attack_other_zone(server, token):
    """A device of one zone gets nothing of another's, also when it knows what to ask for."""
    secret = server.other_zone["record"]
    assert server.other_zone["name"] not in server.ask("get", "/v1/pull?cursor=0", token=token).body.decode()
    reply = server.ask("post", "/v1/push", push("mine now", record=secret, was=server.other_zone["name"]), token)
    assert server.other_zone["name"] not in reply.body.decode()
    theirs = server.ask("get", "/v1/pull?cursor=0", token=server.other_zone["token"]).body.decode()
    assert server.other_zone["name"] in theirs and "mine now" not in theirs


# Those that never were a whole request, and the one that is allowed and does nothing to others.
UNLOGGED = ("attack_slow_loris", "attack_headers", "attack_other_zone")
ATTACKS = {name: attack for name, attack in list(globals().items()) if name.startswith("attack_")}


# ---- The honest device beside them ----

class Honest(threading.Thread):
    """Pushes and pulls all the time; remembers how long it had to wait, and what it was told."""

    def __init__(self, server, token):
        super().__init__(daemon=True)
        self.server, self.token = server, token
        self.is_done, self.slowest_s, self.n_rounds, self.failure = False, 0, 0, None
        self.round = threading.Condition()

    def run(self):
        cursor = 0
        try:
            while not self.is_done:
                began = time.monotonic()
                name = "".join(string.ascii_letters[int(digit)] for digit in str(self.n_rounds)) + " 新材料"
                assert self.server.ask("post", "/v1/push", push(name), self.token).code == 200
                page = self.server.ask("get", f"/v1/pull?cursor={cursor}", token=self.token).body.decode()
                assert name in page
                cursor = json.loads(page.splitlines()[-1])["cursor"]
                with self.round:
                    self.slowest_s = max(self.slowest_s, time.monotonic() - began)
                    self.n_rounds += 1
                    self.round.notify()
        except Exception as failure:  # pylint: disable=broad-except
            self.failure = failure


    def wait_beyond(self, n_rounds):
        with self.round:
            self.round.wait_for(lambda: self.n_rounds > n_rounds or not self.is_alive(), WAIT_S)


def memory_mb(server):
    status = pathlib.Path(f"/proc/{server.process.pid}/status").read_text(encoding="ascii")
    return int(status.partition("VmHWM:")[2].split()[0]) / 1024


def add_other_zone(server):
    server.run("zone", "add", "other")
    server.run("account", "add", "o", "--zone", "other", "--password-file", "-", text=PASSWORD)
    token = server.ask("post", "/v1/login", login("o")).json()["token"]
    body = push("对方的机密")
    assert server.ask("post", "/v1/push", body, token).code == 200
    return {"token": token, "name": "对方的机密", "record": body["changes"][0]["ops"][0]["id"]}


def refusals(server):
    lines = [json.loads(line) for line in pathlib.Path(server.log).read_text(encoding="utf-8").splitlines() if line.startswith("{")]
    return sum(line.get("status", 0) >= 400 for line in lines)


def main():
    failed = False
    checks = []

    def check(is_right, name, why=""):
        checks.append(name)
        print(f"{'ok' if is_right else 'not ok'} {len(checks)} {name}" + (f"\n# {why}" if not is_right else ""), flush=True)
        return is_right

    with tempfile.TemporaryDirectory() as folder, Server(folder, "--log", "json", "--blobs", folder + "/blobs") as server:
        token = server.sign_in("a")
        server.other_zone = add_other_zone(server)
        honest = Honest(server, server.sign_in("honest"))
        before = memory_mb(server)
        honest.start()
        for name, attack in ATTACKS.items():
            n_refused, n_rounds = refusals(server), honest.n_rounds
            try:
                attack(server, token)
                why = None
            except (AssertionError, OSError, KeyError) as failure:
                why = f"{type(failure).__name__}: {failure}"
            failed |= not check(why is None, name, why)
            if name not in UNLOGGED:
                failed |= not check(refusals(server) > n_refused, f"{name}: what was refused is in the log")
            honest.wait_beyond(n_rounds)
        honest.is_done = True
        honest.join(WAIT_S)
        failed |= not check(honest.failure is None and not honest.is_alive(), "honest device is served", repr(honest.failure))
        failed |= not check(honest.slowest_s <= HONEST_S, f"honest device waits {HONEST_S} s at most", honest.slowest_s)
        grown = memory_mb(server) - before
        failed |= not check(grown <= MEMORY_MB, f"memory grows by {MEMORY_MB} MB at most", grown)
        print(f"# the honest device did {honest.n_rounds} rounds, the slowest in {honest.slowest_s:.2f} s; memory grew by {grown:.0f} MB")
    print(f"1..{len(checks)}")
    sys.exit(failed)


main()
