#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What who runs a server goes by: its log, its metrics, backups while it serves, the unit and the nginx example.

usage: tests/server/operations.py PROJECT-FOLDER
The server's path comes in LANDFALL_SERVER. Speaks TAP.
"""

import collections
import contextlib
import json
import os
import pathlib
import re
import shutil
import socket
import sqlite3
import ssl
import subprocess
import sys
import tempfile
import threading
import time
import urllib.error
import urllib.request

from running import PASSWORD, PROGRAM, Server, Skipped, login, new_id, run_tests

ROOT = pathlib.Path(sys.argv[1])
WAIT_S = 30


def project(name):
    return {"version": 1, "changes": [{"id": new_id(), "ops": [
        {"op": "put", "entity": "project", "id": new_id(), "new": True,
         "edits": [{"field": "name", "value": name}, {"field": "stage", "value": "lead"}]}]}]}


# ---- The log ----

SECRET = "机密项目-secret-4711"


def ask_all(server):
    """A bit of everything; what stands in none of the lines is returned."""
    token = server.tokens["a"]
    replies = [server.ask("post", "/v1/push", project(SECRET), token), server.ask("get", "/v1/pull?cursor=0", token=token),
               server.ask("get", "/v1/pull?cursor=" + SECRET.encode().hex(), token=token),
               server.ask("get", "/v1/nothing/" + token), server.ask("post", "/v1/login", login("a", "wrong password 99")),
               server.ask("post", "/v1/push", b"{" + SECRET.encode(), token), server.ask("delete", "/v1/pull", token=token)]
    assert [reply.code for reply in replies] == [200, 200, 400, 404, 401, 400, 405]
    return replies, [token, PASSWORD, "wrong password 99", SECRET, SECRET.encode().hex(), "secret-4711"]


def log_of(form):
    with tempfile.TemporaryDirectory() as folder:
        with Server(folder, "--log", form) as server:
            server.sign_in("a")
            replies, hidden = ask_all(server)
        log = pathlib.Path(server.log).read_text(encoding="utf-8")
    for text in hidden:
        assert text not in log, f"the log holds “{text}”"
    return replies, log.splitlines()


def test_log_json(_):
    replies, lines = log_of("json")
    assert all(re.search(r'"ms":\d+(\.\d{1,3})?[,}]', line) for line in lines if '"ms"' in line), lines
    lines = [json.loads(line) for line in lines]
    for line in lines:
        assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z", line["time"]), line
        assert line["level"] in ("info", "notice"), line
        assert set(line) <= {"time", "level", "request", "zone", "device", "method", "path", "status", "ms", "message"}, line
    requests = {line["request"]: line for line in lines if "status" in line}
    assert len(requests) == len(replies) + 1  # the sign-in
    for reply in replies:
        line = requests[reply.headers["x-request-id"]]
        assert line["status"] == reply.code and type(line["status"]) is int and 0 <= line["ms"] < 60000, line
    pull = requests[replies[1].headers["x-request-id"]]
    assert (pull["zone"], pull["device"], pull["method"], pull["path"]) == ("zone", login("a")["device"], "GET", "/v1/pull")
    assert "path" not in requests[replies[3].headers["x-request-id"]]
    assert [line["message"] for line in lines if "message" in line][-1] == "The server is told to stop."


def test_log_plain(_):
    replies, lines = log_of("plain")
    (line,) = [line for line in lines if replies[0].headers["x-request-id"] in line]
    assert re.search(r"Z info request=\S+ zone=zone device=\S+ method=POST path=/v1/push status=200 ms=[\d.]+$", line), line


def test_log_failure(_):
    """What broke is told with the request's id, to the log alone."""
    with tempfile.TemporaryDirectory() as folder:
        with Server(folder, "--log", "json") as server:
            with contextlib.closing(sqlite3.connect(server.database)) as database:
                database.executescript("ALTER TABLE zone RENAME TO other;")
            reply = server.ask("get", "/v1/healthz")
        lines = [json.loads(line) for line in pathlib.Path(server.log).read_text(encoding="utf-8").splitlines()]
    mine = [line for line in lines if line.get("request") == reply.headers["x-request-id"]]
    assert reply.code == 500 and "no such table" not in reply.body.decode()
    assert len(mine) == 2 and "no such table" in mine[0]["message"] and mine[1]["status"] == 500, mine


def test_log_form(_):
    run = subprocess.run([PROGRAM, "serve", "--data", "sqlite:/nowhere/x.db", "--log", "xml"], capture_output=True, text=True)
    assert run.returncode == 2 and "xml" in run.stderr, run.stderr


# ---- Metrics ----

SAMPLE = re.compile(r'([a-zA-Z_:][\w:]*)(?:\{((?:[a-zA-Z_]\w*="(?:[^"\\\n]|\\[\\"n])*",?)*)\})? (-?[0-9.e+]+|NaN|[+-]Inf)')
LABEL = re.compile(r'([a-zA-Z_]\w*)="((?:[^"\\]|\\.)*)"')


def parse_metrics(text):
    """By the rules of the text format 0.0.4. {family: {(name, labels): value}}"""
    families, types, family = collections.OrderedDict(), {}, None
    assert text.endswith("\n")
    for line in text.splitlines():
        comment = re.fullmatch(r"# (HELP|TYPE) ([a-zA-Z_:][\w:]*) (.+)", line)
        if comment and comment[1] == "HELP":
            family = comment[2]
            assert family not in families, f"{family} comes twice"
            families[family] = {}
        elif comment:
            assert comment[2] == family and not families[family], f"{line} stands in the wrong place"
            assert comment[3] in ("counter", "gauge", "histogram")
            types[family] = comment[3]
        else:
            sample = SAMPLE.fullmatch(line)
            assert sample, f"not a sample: {line}"
            ends = ("_bucket", "_sum", "_count") if types[family] == "histogram" else ("",)
            assert sample[1] in [family + end for end in ends], f"{line} stands under {family}"
            key = (sample[1], tuple(sorted(LABEL.findall(sample[2] or ""))))
            assert key not in families[family], f"{line} comes twice"
            families[family][key] = float(sample[3])
    for family, samples in families.items():
        check_family(family, types[family], samples)
    return families


def check_family(family, kind, samples):
    assert samples, f"{family} holds nothing"
    if kind != "gauge":
        assert all(value >= 0 for value in samples.values()), family
    if kind == "counter":
        assert family.endswith("_total"), family
    if kind != "histogram":
        return
    rows = collections.defaultdict(list)
    for (name, labels), value in samples.items():
        if name.endswith("_bucket"):
            bound = dict(labels)["le"]
            rows[tuple(one for one in labels if one[0] != "le")].append((float(bound.replace("+Inf", "inf")), value))
    for labels, row in rows.items():
        assert row == sorted(row) and row[-1][0] == float("inf"), f"{family} {labels} does not rise to +Inf"
        assert [n for _, n in row] == sorted(n for _, n in row), f"{family} {labels} does not add up"
        assert samples[family + "_count", labels] == row[-1][1], f"{family} {labels}"


def test_metrics(_):
    with tempfile.TemporaryDirectory() as folder, Server(folder) as server:
        server.sign_in("a")
        ask_all(server)
        refused = project("x")
        refused["changes"][0]["ops"][0]["new"] = False
        server.ask("post", "/v1/push", refused, server.tokens["a"])
        reply = server.ask("get", "/v1/metrics")
        families = parse_metrics(reply.body.decode())
        size = os.stat(server.database).st_size

    def value(name, **labels):
        family = name.removesuffix("_count") if name.endswith("_count") else name
        return families[family][name, tuple(sorted(labels.items()))]

    assert reply.headers["content-type"] == "text/plain; version=0.0.4"
    assert value("landfall_requests_total", path="/v1/push", status="200") == 2
    assert value("landfall_requests_total", path="/v1/push", status="400") == 1
    assert value("landfall_requests_total", path="/v1/login", status="401") == 1
    assert value("landfall_requests_total", path="other", status="404") == 1
    assert value("landfall_request_seconds_count", path="/v1/push") == 3
    assert value("landfall_pushes_total") == 2
    assert value("landfall_requests_started_total") == 10
    assert value("landfall_changes_accepted_total") == 1
    assert value("landfall_changes_refused_total") == 1
    assert value("landfall_conflicts_total") == 0
    assert value("landfall_inquiries_total") == 0
    assert value("landfall_devices_seen_lately") == 1
    assert value("landfall_database_bytes") >= size
    (((_, labels), one),) = families["landfall_build_info"].items()
    assert one == 1 and re.fullmatch(r"\d+\.\d+\.\d+", dict(labels)["version"])


# ---- Backups ----

def test_backup_under_load(_):
    """A copy made while devices push is one state of the zone: whole, and no older than when it was asked for."""
    with tempfile.TemporaryDirectory() as folder, Server(folder) as server:
        tokens = [server.sign_in(name) for name in "abcd"]
        stop, pushed, news = threading.Event(), [], threading.Condition()

        def push_on(token):
            while not stop.is_set():
                body = project("负荷")
                reply = server.ask("post", "/v1/push", body, token).json()["answers"][0]
                with news:
                    pushed.append((reply["seq"], body["changes"][0]["ops"][0]["id"]))
                    news.notify()

        threads = [threading.Thread(target=push_on, args=[token]) for token in tokens]
        for thread in threads:
            thread.start()
        copies = []
        for i in range(3):
            least = len(pushed) + 5
            with news:
                assert news.wait_for(lambda: len(pushed) >= least, WAIT_S)
            before, copy = list(pushed), os.path.join(folder, f"copy-{i}.db")
            server.run("backup", copy)
            copies.append((before, copy))
        stop.set()
        for thread in threads:
            thread.join()
        for before, copy in copies:
            check_copy(copy, before, pushed)
        again = subprocess.run([PROGRAM, "backup", copies[0][1], *server.data], capture_output=True, text=True)
        assert again.returncode == 2 and copies[0][1] in again.stderr, "a copy was written over"


def check_copy(copy, before, pushed):
    assert os.stat(copy).st_mode & 0o777 == 0o600
    subprocess.run([PROGRAM, "check", "--data", "sqlite:" + copy], check=True, capture_output=True)
    with contextlib.closing(sqlite3.connect(copy)) as database:
        assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        (seq,) = database.execute("SELECT seq FROM zone").fetchone()
        records = {row[0] for row in database.execute("SELECT id FROM record WHERE entity = 'project'")}
    assert {record for _, record in before} <= records, "what was accepted before is not in the copy"
    assert {record for number, record in pushed if number <= seq} == records, "the copy is not one state of the zone"


# ---- The unit ----

def test_unit(_):
    if not shutil.which("systemd-analyze"):
        raise Skipped("systemd-analyze is not installed")
    with tempfile.TemporaryDirectory() as folder:
        unit = os.path.join(folder, "landfall-server.service")
        text = (ROOT / "data/landfall-server.service.in").read_text(encoding="utf-8")
        pathlib.Path(unit).write_text(text.replace("@bindir@/landfall-server", PROGRAM), encoding="utf-8")
        run = subprocess.run(["systemd-analyze", "verify", "--man=no", unit], capture_output=True, text=True)
        said = [line for line in run.stderr.splitlines() if "landfall" in line]
        assert run.returncode == 0 and not said, run.stderr
        run = subprocess.run(["systemd-analyze", "security", "--offline=true", "--threshold=20", unit],
                             capture_output=True, text=True)
        assert run.returncode == 0, run.stdout[-300:] + run.stderr


# ---- nginx ----

def make_certificate(folder):
    subprocess.run(["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost",
                    "-addext", "subjectAltName=DNS:localhost", "-keyout", f"{folder}/key.pem", "-out", f"{folder}/cert.pem"],
                   check=True, capture_output=True)


def free_port():
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


def write_nginx(folder, server, port):
    """The example as it is, but for places and names."""
    site = (ROOT / "docs/nginx.conf").read_text(encoding="utf-8")
    for was, now in [("127.0.0.1:8470", server.address), ("listen 443 ssl", f"listen 127.0.0.1:{port} ssl"),
                     ("    listen [::]:443 ssl;\n", ""), ("/etc/ssl/landfall/fullchain.pem", f"{folder}/cert.pem"),
                     ("/etc/ssl/landfall/privkey.pem", f"{folder}/key.pem")]:
        assert was in site, f"the example does not hold “{was}”"
        site = site.replace(was, now)
    kinds = "".join(f"{kind}_temp_path {folder}/{kind};\n" for kind in ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"])
    path = f"{folder}/nginx.conf"
    user = "user root;\n" if os.geteuid() == 0 else ""  # else its workers may not use the folder
    pathlib.Path(path).write_text(f"{user}daemon off;\npid {folder}/nginx.pid;\nerror_log {folder}/error.log;\nevents {{}}\n"
                                  f"http {{\naccess_log off;\n{kinds}{site}}}\n", encoding="utf-8")
    return [find_nginx(), "-e", f"{folder}/error.log", "-c", path]


def wait_for(port, process):
    end = time.monotonic() + WAIT_S
    while time.monotonic() < end and process.poll() is None:
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
            return
    raise AssertionError("nginx does not listen")


def ask_tls(port, path, folder, body=None, token=None, **headers):
    if token:
        headers["Authorization"] = "Bearer " + token
    request = urllib.request.Request(f"https://localhost:{port}{path}", None if body is None else json.dumps(body).encode(),
                                     {"Content-Type": "application/json", **headers})
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}), urllib.request.HTTPSHandler(
        context=ssl.create_default_context(cafile=f"{folder}/cert.pem")))
    try:
        with opener.open(request, timeout=WAIT_S) as response:
            return response.status, response.read().decode()
    except urllib.error.HTTPError as answer:
        return answer.code, answer.read().decode()


def find_nginx():
    """Installed, or unpacked by tools/setup."""
    for path in [shutil.which("nginx"), "/usr/sbin/nginx", str(ROOT / "build/nginx/usr/sbin/nginx")]:
        if path and os.path.exists(path):
            return path
    return None


def test_nginx(server):
    if not find_nginx():
        raise Skipped("nginx is not there")
    if not shutil.which("openssl"):
        raise Skipped("openssl is not installed")
    with tempfile.TemporaryDirectory() as folder:
        make_certificate(folder)
        port = free_port()
        call = write_nginx(folder, server, port)
        tried = subprocess.run([*call, "-t"], capture_output=True, text=True)
        assert tried.returncode == 0 and "warn" not in tried.stderr, tried.stderr
        process = subprocess.Popen(call)
        try:
            wait_for(port, process)
            work_through(port, folder, server)
            listen_through(port, folder, server)
        finally:
            process.terminate()
            process.wait(WAIT_S)


def work_through(port, folder, server):
    """Sign in, push and pull as a device does, a page of which is large; and what the proxy is to keep out."""
    token = json.loads(ask_tls(port, "/v1/login", folder, login("a"))[1])["token"]
    server.tokens["a"] = token
    body = project("经过代理")
    body["changes"] += [project("字" * 200)["changes"][0] for _ in range(900)]
    code, answers = ask_tls(port, "/v1/push", folder, body, token)
    assert code == 200 and all(one["status"] == "accepted" for one in json.loads(answers)["answers"]), answers[:300]
    code, page = ask_tls(port, "/v1/pull?cursor=0", folder, token=token)
    lines = [json.loads(line) for line in page.splitlines()]
    assert code == 200 and lines[-1]["end"] and "经过代理" in page and len(lines) > 900
    assert ask_tls(port, "/v1/pull", folder)[0] == 401
    for path in ["/v1/metrics", "/", "/other"]:
        assert ask_tls(port, path, folder)[0] == 404, path
    key = server.add_key("代理")
    inquiry = {"version": 1, "id": new_id(), "subject": "x", "name": "y"}
    codes = [ask_tls(port, "/v1/inquiries", folder, inquiry, key, **{"X-Forwarded-For": f"192.0.2.{i}"})[0] for i in range(11)]
    assert codes == [200] * 10 + [429], f"a client gives itself other addresses: {codes}"


def read_message(stream):
    """The next text of a WebSocket's server: short, whole, not masked. Pings are passed over."""
    while True:
        kind, length = stream.read(2)
        body = stream.read(length)
        assert kind in (0x81, 0x89), kind
        if kind == 0x81:
            return json.loads(body)


def listen_through(port, folder, server):
    """Live news come through the proxy, which other requests keep their connections to the server with."""
    token = server.tokens["a"]
    context = ssl.create_default_context(cafile=f"{folder}/cert.pem")
    with socket.create_connection(("127.0.0.1", port), WAIT_S) as plain, context.wrap_socket(plain, server_hostname="localhost") as line:
        line.sendall(f"GET /v1/live HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                     f"Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
                     f"Authorization: Bearer {token}\r\n\r\n".encode())
        stream = line.makefile("rb")
        answer = b"".join(iter(stream.readline, b"\r\n"))
        assert answer.startswith(b"HTTP/1.1 101 ") and b"s3pPLMBiTxaQ9kYGzzhZRbK+xOo=" in answer, answer
        code, answers = ask_tls(port, "/v1/push", folder, project("新消息"), token)
        assert code == 200, answers
        pushed = json.loads(answers)["answers"][0]["seq"]
        while (seq := read_message(stream)["seq"]) < pushed:  # of what came before, once or twice
            pass
        assert seq == pushed, f"{seq}, not {pushed}"


run_tests(value for name, value in list(globals().items()) if name.startswith("test_"))
