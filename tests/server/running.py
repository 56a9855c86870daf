# SPDX-License-Identifier: GPL-3.0-or-later
"""A landfall-server of a test's own, plain requests to it, and tests that speak TAP."""

import contextlib
import gzip
import http.client
import json
import os
import subprocess
import sys
import tempfile
import uuid

PASSWORD = "a good long password"
PROGRAM = os.environ["LANDFALL_SERVER"]


def new_id():
    return str(uuid.uuid4())


def login(name, password=PASSWORD, **more):
    device = str(uuid.uuid5(uuid.NAMESPACE_DNS, name))
    return {"version": 1, "name": name, "password": password, "device": device, "device_name": "laptop", **more}


class Reply:
    def __init__(self, response):
        self.code, self.body = response.status, response.read()
        self.headers = {name.lower(): value for name, value in response.getheaders()}
        self.type = self.headers.get("content-type", "").partition(";")[0]
        if self.headers.get("content-encoding") == "gzip":
            self.body = gzip.decompress(self.body)

    def json(self):
        return json.loads(self.body)


class Server:
    def __init__(self, folder, *more):
        self.log = os.path.join(folder, "log")
        self.database = os.path.join(folder, "server.db")
        self.data = ["--data", "sqlite:" + self.database]
        with open(self.log, "w", encoding="utf-8") as log:
            self.process = subprocess.Popen([PROGRAM, "serve", *self.data, "--listen", "127.0.0.1:0", *more],
                                            stdout=subprocess.PIPE, stderr=log, text=True)
        self.address = self.process.stdout.readline().strip().rpartition("//")[2]
        self.tokens = {}
        self.n_asked = 0

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.terminate()
        assert self.process.wait(30) == 0, "the server did not stop well"

    def run(self, *call, text=""):
        return subprocess.run([PROGRAM, *call, *self.data], input=text, capture_output=True, text=True, check=True).stdout

    def ask(self, method, path, body=None, token=None, headers=None):
        """As from an address of its own, which has all its turns."""
        connection = http.client.HTTPConnection(self.address, timeout=30)
        self.n_asked += 1
        headers = {"X-Forwarded-For": f"198.51.{self.n_asked // 256}.{self.n_asked % 256}", **(headers or {})}
        if token:
            headers["Authorization"] = "Bearer " + token
        if body is not None and not isinstance(body, bytes):
            body = json.dumps(body).encode()
        with contextlib.closing(connection):
            connection.request(method.upper(), path, body, headers)
            return Reply(connection.getresponse())

    def sign_in(self, name, role="zone_manager"):
        self.run("account", "add", name, "--role", role, "--password-file", "-", text=PASSWORD)
        self.tokens[name] = self.ask("post", "/v1/login", login(name)).json()["token"]
        return self.tokens[name]


    def add_key(self, name="官网", *more):
        return self.run("inquiry-key", "add", name, *more).strip()


class Skipped(Exception):
    """Why a test cannot be run here."""


def run_tests(tests):
    """Each with the same server, which has the accounts a and b."""
    tests = list(tests)
    n_failed = 0
    print(f"1..{len(tests)}")
    with tempfile.TemporaryDirectory() as folder, Server(folder) as server:
        server.sign_in("a")
        server.sign_in("b")
        for number, test in enumerate(tests, 1):
            try:
                test(server)
                print(f"ok {number} {test.__name__}", flush=True)
            except Skipped as reason:
                print(f"ok {number} {test.__name__} # SKIP {reason}", flush=True)
            except (AssertionError, OSError, KeyError, http.client.HTTPException) as failure:
                n_failed += 1
                print(f"# {type(failure).__name__}: {failure}\nnot ok {number} {test.__name__}", flush=True)
    sys.exit(1 if n_failed else 0)
