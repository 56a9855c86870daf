#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""docs/openapi.yaml against the program: all that it promises is asked for, and nothing else is answered.

usage: tests/server/openapi.py FILE
The server's path comes in LANDFALL_SERVER. Speaks TAP.

Requests and answers are made and read by the schemas of the file, so a member, a code or an address that is in only
one of the two, the file or the program, fails here. An answer may hold no member that the file does not name.
"""

import contextlib
import gzip
import hashlib
import json
import pathlib
import re
import sqlite3
import tempfile
import time

from running import PASSWORD, PROGRAM, Server, login, new_id, run_tests
from schemas import SPEC, check, references, replaced, resolve, right_bodies, schemas_of, seen_members, seen_words, wrong_bodies
from tables import every_answer, page_lines, push_tables

METHODS = ["get", "head", "post", "put", "patch", "delete", "options"]
TABLES = {"Landfall-Protocol": "1.3"}


# ---- The file ----

def operations():
    for path, item in SPEC["paths"].items():
        for method in METHODS:
            if method in item:
                yield path, method, item[method]


def plain_operations():
    """Of addresses that name nothing; test_history and test_files ask for the others."""
    return ((path, method, operation) for path, method, operation in operations() if "{" not in path)


def response_of(path, method, code):
    return resolve(SPEC["paths"][path][method]["responses"][str(code)])


# ---- Answers ----

def right_of(server, path):
    """What an address is asked with: a token, or a new key, which has all its turns."""
    operation = SPEC["paths"][path].get("post") or SPEC["paths"][path]["get"]
    if "x-role" in operation:
        return server.tokens.get(operation["x-role"]) or server.sign_in(operation["x-role"], operation["x-role"])
    return server.add_key() if "key" in operation.get("security", [{}])[0] else server.tokens["a"]


def expect(reply, path, method, code):
    """The reply is @code as the file has it."""
    operation = SPEC["paths"][path][method]
    assert reply.code == code, f"{method} {path}: {reply.code}, not {code}: {reply.body[:300]!r}"
    assert str(code) in operation["responses"], f"{method} {path}: {code} is not in the file"
    response = response_of(path, method, code)
    for name in response.get("headers", {}):
        assert name.lower() in reply.headers, f"{method} {path}: {code} without {name}"
    asked.add((path, method, code))
    if "content" not in response or method == "head":
        assert reply.body == b"", f"{method} {path}: {reply.body!r}"
        return reply
    (kind, content), = response["content"].items()
    assert reply.type == kind, f"{method} {path}: {reply.type}, not {kind}"
    if kind == "application/octet-stream":
        return reply
    if kind == "application/x-ndjson":
        for line in reply.body.splitlines():
            check(json.loads(line), content["schema"], "line")
    elif kind == "application/json":
        check(reply.json(), content["schema"], "answer")
    else:
        check(reply.body.decode(), content["schema"], "text")
    if code >= 400:
        words = re.findall(r"`([a-z-]+)`", response["description"])
        assert reply.json()["error"] in words, f"{method} {path}: {reply.body!r}, not {words}"
        assert reply.json()["message"].endswith(".")
    return reply


def expect_any(reply, code, word):
    """What any request can be answered with."""
    assert (reply.code, reply.json()["error"]) == (code, word), f"{reply.code} {reply.body[:200]!r}, not {code} {word}"
    check(reply.json(), SPEC["components"]["schemas"]["Error"], "answer")


asked = set()  # (path, method, code)


# ---- What is sent ----

def inquiry(**more):
    return {"version": 1, "id": new_id(), "subject": "想在贵区建厂", "name": "林先生", "firm": "钟山精密",
            "phone": "0755-8888", "email": "lin@example.com", "topic": "land", "text": "需要 50 亩", **more}


def push(*changes):
    return {"version": 1, "changes": list(changes)}


def change(*ops, **more):
    return {"id": new_id(), "author": "a", "time": 1, "age": 5, "again": False, "doubtful": False, "label": "Test", "undoes": new_id(),
            "ops": list(ops), **more}


def put(record, *edits, **more):
    return {"op": "put", "entity": "project", "id": record, "new": False, "seen": 0, "offer": False,
            "edits": list(edits), **more}


def edit(field, value, was=None, seen=0):
    return {"field": field, "was": was, "value": value, "seen": seen, "offer": False, "as_seen": False}


# Of each address that takes a body: one that is answered with 200 and holds every member there is.
def bodies():
    return {"/v1/login": login("a"),
            "/v1/inquiries": inquiry(),
            "/v1/password": {"version": 1, "old": PASSWORD, "new": PASSWORD},
            "/v1/accounts": {"version": 1, "name": "陈云 " + new_id(), "role": "recruiter"},
            "/v1/push": push(change(put(new_id(), edit("name", "钟山项目"), edit("stage", "lead"), new=True)))}


# The same said in another form.
def every_body():
    yield from bodies().items()
    alike = ["0193" + new_id()[4:] for _ in range(4)]
    changes = [change(put(record, edit("name", "钟山项目"), edit("stage", "lead"), new=True), id=name)
               for name, record in [alike[:2], alike[2:]]]
    yield "/v1/push", push_tables(push(*changes))


def schema_of_body(operation, body):
    schema = operation["requestBody"]["content"]["application/json"]["schema"]
    (schema,) = (one for one in schema.get("anyOf", [schema]) if set(resolve(one)["required"]) <= set(body) or "anyOf" not in schema)
    return schema


# ---- The tests ----

def test_file(server):
    """Every reference leads somewhere, and every component is used."""
    used = set(references(SPEC["paths"])) | set(references(SPEC["components"]))
    for name in used:
        resolve({"$ref": name})
    for kind in ("schemas", "responses"):
        for name in SPEC["components"][kind]:
            assert f"#/components/{kind}/{name}" in used, f"{name} is used nowhere"


def test_addresses(server):
    """The program knows no address that the file does not."""
    known = set(re.findall(rb"/v1/[a-z0-9/_-]+", pathlib.Path(PROGRAM).read_bytes()))
    assert known == {path.partition("{")[0].encode() for path in SPEC["paths"]}, f"{known}"
    for path in ["/", "/v1", "/v1/", "/v2/pull", "/v1/other", "/metrics", "/v1/../v1/pull/x",
                 *(path + "/" for path, item in SPEC["paths"].items() if "get" in item)]:
        expect_any(server.ask("get", path, token=server.tokens["a"]), 404, "path")


def test_methods(server):
    for path, item in SPEC["paths"].items():
        for method in METHODS:
            if method in item:
                continue
            reply = server.ask(method, re.sub("{[a-z]+}", "0" * 64, path), token=server.tokens["a"])
            assert reply.code == 405, f"{method} {path}: {reply.code}"
            allowed = set(reply.headers["allow"].lower().split(", "))
            assert allowed == set(item) & set(METHODS), f"{path}: {allowed}"
            if method != "head":
                expect_any(reply, 405, "method")


def test_tokens(server):
    for path, method, operation in plain_operations():
        if "security" not in operation:
            continue
        for headers in [{}, {"Authorization": "Bearer " + "0" * 64}, {"Authorization": "Bearer "},
                        {"Authorization": "Basic " + right_of(server, path)}, {"Authorization": server.tokens["a"]}]:
            body = bodies()[path] if "requestBody" in operation else None
            expect(server.ask(method, path, body, headers=headers), path, method, 401)


def test_parameters(server):
    for path, method, operation in plain_operations():
        for parameter in operation.get("parameters", []):
            schema, address, token = parameter["schema"], f"{path}?{parameter['name']}=", right_of(server, path)
            if schema.get("pattern") == "^[0-9a-f]{2}$":
                for value in ["00", "3f", "ff", "", "a", "g0", "FF", "0x", "%00", "%E9%99%88", "0" * 1000]:
                    code = 200 if re.fullmatch("[0-9a-f]{2}", value) else 400
                    expect(server.ask(method, address + value, token=token), path, method, code)
                continue
            if schema["type"] == "string":
                for value in ["", "a", "%00", "%ff", "%E9%99%88", "x" * 1000, schema.get("example", "b")]:
                    code = 200 if value != "%00" and re.search(schema.get("pattern", ""), value) else 400
                    expect(server.ask(method, address + value, token=token), path, method, code)
                continue
            assert schema["type"] == "integer", "a test of such parameters is missing"
            right = [schema["minimum"], schema["default"], schema["minimum"] + 1, 2**63 - 1]
            for value in right:
                expect(server.ask(method, f"{address}{value}", token=token), path, method, 200)
            for value in ["", "x", "1x", "1.5", "%201", schema["minimum"] - 1, 2**63, "1e3"]:
                expect(server.ask(method, f"{address}{value}", token=token), path, method, 400)
        if "parameters" in operation:
            expect(server.ask(method, path + "?from_a_later_version=x", token=right_of(server, path)), path, method, 200)


def renamed(path, body):
    """A name is given to one account only."""
    return {**body, "name": new_id()} if path == "/v1/accounts" else body


def test_right_bodies(server):
    for path, body in every_body():
        operation = SPEC["paths"][path]["post"]
        right = right_of(server, path)
        for where, value in [((), body), *right_bodies(body, schema_of_body(operation, body))]:
            reply = server.ask("post", path, replaced(renamed(path, body), where, value) if where else renamed(path, body), right)
            assert reply.code in (200, 204, 401), f"{path}: {where} {value!r}: {reply.code} {reply.body!r}"
            assert reply.code in (200, 204) or (path, where) == ("/v1/login", ("name",)), f"{path}: {where} {value!r}: {reply.body!r}"
            expect(reply, path, "post", reply.code)
        server.sign_in("a")
        packed = gzip.compress(json.dumps(renamed(path, body)).encode())
        done = next(code for code in (200, 204) if str(code) in operation["responses"])
        headers = {"Content-Encoding": "gzip", "Accept-Encoding": "gzip"}
        expect(server.ask("post", path, packed, right_of(server, path), headers), path, "post", done)
        server.sign_in("a")


def code_of_wrong(where, value):
    """A version of later is told apart; a word is judged as a field's value where it becomes one."""
    if where == ("version",) and type(value) is int and value > 1:
        return 501
    return 422 if where == ("topic",) and value == "another" else 400


def test_wrong_bodies(server):
    for path, body in every_body():
        operation = SPEC["paths"][path]["post"]
        right = right_of(server, path)
        for where, value in wrong_bodies(body, schema_of_body(operation, body)):
            reply = server.ask("post", path, replaced(body, where, value), right)
            code = code_of_wrong(where, value)
            assert reply.code == code, f"{path}: {where} {value!r}: {reply.code} {reply.body!r}"
            expect(reply, path, "post", code)
        for text in [b"", b"{", b"\xff", b"name=a", json.dumps(body).encode() + b"}", b"[" * 17 + b"]" * 17]:
            expect(server.ask("post", path, text, right), path, "post", 400)


def test_sizes(server):
    for path, method, operation in plain_operations():
        most = operation.get("requestBody", {}).get("x-max-bytes", 0)
        right = right_of(server, path)
        reply = server.ask(method, path, b" " * (most + 1), right)
        expect_any(reply, 413, "size")
        if most:
            expect(server.ask(method, path, b" " * most, right), path, method, 400)


def test_inquiries(server):
    path, site, other = "/v1/inquiries", "https://www.example.org", "https://example.net"
    key = server.add_key("招商小程序", "--origin", site, "--origin", "http://localhost:8080")
    for origin, code in [(site, 204), ("http://localhost:8080", 204), (other, 403), ("null", 403), (site + "/", 403)]:
        reply = expect(server.ask("options", path, headers={"Origin": origin}), path, "options", code)
        assert reply.headers.get("access-control-allow-origin") == (origin if code == 204 else None)
    for origin, code in [(site, 200), (other, 403)]:
        reply = expect(server.ask("post", path, inquiry(), key, {"Origin": origin}), path, "post", code)
        assert reply.headers.get("access-control-allow-origin") == (origin if code == 200 else None)
    expect(server.ask("options", path), path, "options", 403)
    for values in [{"subject": " "}, {"name": "\u3000"}]:
        expect(server.ask("post", path, inquiry(**values), key), path, "post", 422)
    same = inquiry()
    for form in ["10.1.1.{}, 203.0.113.7", "2001:db8::{}"]:  # what a client says itself, or has many of, is no help
        for i in range(11):
            reply = server.ask("post", path, same, key, {"X-Forwarded-For": form.format(i + 1)})
            expect(reply, path, "post", 200 if i < 10 else 429)
        assert 0 < int(reply.headers["retry-after"]) <= 60
    expect(server.ask("get", "/v1/pull", token=key), "/v1/pull", "get", 401)
    expect(server.ask("post", "/v1/push", bodies()["/v1/push"], key), "/v1/push", "post", 401)
    (identity,) = [line.split("\t")[1] for line in server.run("inquiry-key", "list").splitlines() if site in line]
    server.run("inquiry-key", "revoke", identity)
    expect(server.ask("post", path, inquiry(), key), path, "post", 401)
    expect(server.ask("options", path, headers={"Origin": site}), path, "options", 403)


def test_answers(server):
    """Every member, and every word of an enumeration, that the file promises of an answer is one that comes."""
    a, b = server.tokens["a"], server.tokens["b"]
    record, other, gone = new_id(), new_id(), new_id()
    server.ask("post", "/v1/push", push(change(put(record, edit("name", "甲"), edit("stage", "lead"), new=True))), a)
    before = server.ask("get", "/v1/pull", token=a).body.splitlines()
    cursor = json.loads(before[-1])["cursor"]
    ours = change(put(record, edit("name", "乙", "甲", cursor)))
    theirs = change(put(record, edit("name", "丙", "甲", cursor)))
    refused, waiting = change(put(other, edit("name", "x"))), change(put(other, edit("name", "y")))
    delete = change({"op": "delete", "entity": "project", "id": gone, "seen": 10**6})
    make = change(put(gone, edit("name", "丁"), edit("stage", "lead"), edit("source", "x"), new=True))
    clear = change(put(gone, edit("source", None, "x", 10**6)))
    for token, changes in [(a, [ours, make, clear, delete]), (b, [theirs, refused, waiting])]:
        expect(server.ask("post", "/v1/push", push(*changes), token), "/v1/push", "post", 200)
    view = new_id()
    server.ask("post", "/v1/push", push(change({**put(view, edit("name", "视图"), edit("entity", "project"),
                                                      edit("is_shared", "1"), new=True), "entity": "saved_view"})), b)
    server.ask("post", "/v1/push", push(change({**put(view, edit("is_shared", None, "1", 10**6)), "entity": "saved_view"})), b)
    for query in ["", f"?cursor={cursor}&since={cursor}", "?limit=1"]:
        pull_both(server, "/v1/pull" + query, a)
    for path in ["/v1/digests", "/v1/digest", "/v1/healthz", "/v1/metrics"]:
        expect(server.ask("get", path, token=a), path, "get", 200)
    expect(server.ask("get", "/v1/live", token=a), "/v1/live", "get", 400)
    for i in range(9):
        code = 401 if i < 8 else 429
        expect(server.ask("post", "/v1/login", login("nobody", "wrong")), "/v1/login", "post", code)


def pull_both(server, address, token):
    """A page at length, and the same as a table for who says 1.3."""
    plain, table = (expect(server.ask("get", address, token=token, headers=headers), "/v1/pull", "get", 200).body.splitlines()
                    for headers in [{}, TABLES])
    (line,) = table
    assert [described(line) for line in page_lines(json.loads(line))] == [described(json.loads(line)) for line in plain], address
    before = server.ask("get", address, token=token, headers={"Landfall-Protocol": "1.2"}).body.splitlines()
    assert before[:-1] == plain[:-1], "a table for who does not know any"


def described(line):
    """But for the time it was asked at, and what says nothing."""
    return {name: value for name, value in line.items() if (value or name == "fields") and not ("end" in line and name == "time")}


def test_tables(server):
    """What is pushed as tables is kept as what is pushed at length, and answered in runs."""
    token, record, now = server.tokens["a"], new_id(), time.time_ns() // 1000
    make = change(put(record, edit("name", "辛"), edit("stage", "lead"), new=True), time=now, age=0, label="登记")
    more = [change(put(record, edit("note", text, was)), time=now + i, age=i, label=None, undoes=None)
            for i, (text, was) in enumerate([("一", None), ("二", "一"), (None, "二")])]
    wrong = change(put(new_id(), edit("name", "x")), time=now, age=0)
    body = push(make, *more, wrong)
    reply = expect(server.ask("post", "/v1/push", push_tables(body), token, TABLES), "/v1/push", "post", 200)
    answers = reply.json()["answers"]
    assert len(answers) < 5 and "run" in answers[0] and answers[-1]["status"] == "refused", answers
    plain = expect(server.ask("post", "/v1/push", body, token, {"Landfall-Protocol": "1.2"}), "/v1/push", "post", 200).json()["answers"]
    assert [(one["change"], one["status"], one.get("seq")) for one in every_answer(answers, body)] \
        == [(one["change"], one["status"], one.get("seq")) for one in plain], (answers, plain)
    past = server.ask("get", f"/v1/history/{record}?entity=project", token=token).body.splitlines()[:-1]
    for kept, sent in zip(reversed([json.loads(line) for line in past]), [make, *more], strict=True):
        check(kept, {"$ref": "#/components/schemas/PastChange"}, "line")
        assert [kept.get(name) for name in ("id", "time", "label", "undoes")] == [sent[name] for name in ("id", "time", "label", "undoes")]
        assert [(one["field"], one.get("was"), one.get("value")) for one in kept["ops"][0]["edits"]] \
            == [(one["field"], one["was"], one["value"]) for one in sent["ops"][0]["edits"]], (kept, sent)


def test_history(server):
    path, token, record = "/v1/history/{record}", server.tokens["a"], new_id()
    make = change(put(record, {**edit("name", "戊"), "offer": True}, edit("stage", "lead"), new=True, offer=True), label="登记", age=5)
    back = change(put(record, edit("name", "己", "戊", 10**6)), put(new_id(), edit("name", "庚"), edit("stage", "lead"), new=True),
                  undoes=make["id"], again=True)
    away = change({"op": "delete", "entity": "project", "id": record, "seen": 10**6})
    again = change({"op": "restore", "entity": "project", "id": record, "seen": 10**6})
    expect(server.ask("post", "/v1/push", push(make, back, away, again), token), "/v1/push", "post", 200)

    def ask(code, record=record, query="?entity=project", token=token):
        reply = server.ask("get", f"/v1/history/{record}{query}", token=token)
        return expect(reply, path, "get", code)

    ask(200)
    ask(200, query="?entity=project&before=1")
    ask(200, record=new_id())
    for query in ["", "?entity=project&before=x", "?entity=project&before=-1", "?entity=project&before="]:
        ask(400, query=query)
    for wrong in ["x", record.upper() + "A", record + "0"]:
        expect_any(server.ask("get", f"/v1/history/{wrong}?entity=project", token=token), 404, "path")
    ask(401, token="0" * 64)


def test_files(server):
    path, data, token = "/v1/blobs/{digest}", b"plan" * 500, server.tokens["a"]
    digest, wrong = hashlib.sha256(data).hexdigest(), hashlib.sha256(b"other").hexdigest()
    record = new_id()
    elements = "\n".join(sorted(f"{one}/plan.pdf" for one in (digest, wrong)))
    server.ask("post", "/v1/push", push(change(put(record, edit("name", "附件"), edit("stage", "lead"),
                                                   edit("files", elements), new=True))), token)

    def ask(method, code, body=None, digest=digest, query=f"?entity=project&record={record}", token=token, **headers):
        headers = {name.replace("_", "-"): value for name, value in headers.items()}
        return expect(server.ask(method, f"/v1/blobs/{digest}{query}", body, token, headers), path, method, code)

    half, size = len(data) // 2, len(data)
    first = f"bytes 0-{half - 1}/{size}"
    for method, body, headers in [("head", None, {}), ("get", None, {"Range": "bytes=0-"}),
                                  ("put", data[:half], {"Content_Range": first})]:
        ask(method, 401, body, token="0" * 64, **headers)
        ask(method, 400, body, query="", **headers)
    assert ask("head", 404).headers["upload-offset"] == "0"
    ask("get", 404, Range="bytes=0-")
    ask("put", 404, data[:half], query=f"?entity=project&record={new_id()}", Content_Range=first)
    assert ask("put", 202, data[:half], Content_Range=first).headers["upload-offset"] == str(half)
    ask("put", 409, data[:half], Content_Range=first)
    ask("put", 400, data[half:], Content_Range="bytes 1-x/2")
    ask("put", 413, b"x", Content_Range=f"bytes 0-0/{50 * 1024 * 1024 + 1}")
    ask("put", 422, b"x", digest=wrong, Content_Range="bytes 0-0/1")
    ask("put", 201, data[half:], Content_Range=f"bytes {half}-{size - 1}/{size}")
    assert ask("head", 200).headers["upload-offset"] == str(size)
    assert ask("get", 206, Range=f"bytes=1-{half}").body == data[1:half + 1]
    ask("get", 400, Range="bytes=x")
    assert ask("get", 416, Range=f"bytes={size}-").headers["content-range"] == f"bytes */{size}"
    for name in ["x", digest.upper(), digest + "0"]:
        expect_any(server.ask("get", f"/v1/blobs/{name}?entity=project&record={record}", token=token), 404, "path")


def add_places(server):
    """Of the zone: (id of a park, id of a team)."""
    park, team = new_id(), new_id()
    admin = right_of(server, "/v1/accounts")
    made = push(*(change(put(record, edit("name", name), new=True, entity=entity), undoes=None)
                  for record, name, entity in [(park, "上虞 " + park, "park"), (team, "一队 " + team, "team")]))
    answers = expect(server.ask("post", "/v1/push", made, admin), "/v1/push", "post", 200).body.decode()
    assert "refused" not in answers, answers
    return park, team


def account_ask(server, path, real, token):
    """Asks an address that names something."""
    def ask(method, code, body=None, token=token, real=real):
        return expect(server.ask(method, real, body, token), path, method, code)
    return ask


def test_bodies_of_named(server):
    """What test_right_bodies and test_wrong_bodies do, where the address names something."""
    admin = right_of(server, "/v1/accounts")
    server.ask("post", "/v1/accounts", {"version": 1, "name": "named", "role": "steward"}, admin)
    device = login("named-device")["device"]
    server.ask("post", "/v1/login", login("a", device=device))
    park, team = add_places(server)
    for path, real, body in [
            ("/v1/accounts/{name}", "/v1/accounts/named",
             {"version": 1, "role": "leader", "state": "active", "park": [park], "team": [team], "reset_password": True}),
            ("/v1/devices/{device}", "/v1/devices/" + device, {"version": 1, "state": "revoked"})]:
        ask = account_ask(server, path, real, admin)
        schema = schema_of_body(SPEC["paths"][path]["put"], body)
        done = 200 if "200" in SPEC["paths"][path]["put"]["responses"] else 204
        for where, value in right_bodies(body, schema):
            ask("put", 404 if value == "erased" else done, replaced(body, where, value))
        for where, value in wrong_bodies(body, schema):
            ask("put", code_of_wrong(where, value), replaced(body, where, value))
        ask("put", 400, b"{")
        expect_any(server.ask("put", real, b" " * 65537, admin), 413, "size")


def test_accounts(server):
    admin, path = right_of(server, "/v1/accounts"), "/v1/accounts/{name}"
    other = server.tokens["a"]
    made = expect(server.ask("post", "/v1/accounts", {"version": 1, "name": "王/芳", "role": "recruiter"}, admin),
                  "/v1/accounts", "post", 200).json()
    expect(server.ask("post", "/v1/accounts", {"version": 1, "name": "王/芳", "role": "leader"}, admin), "/v1/accounts", "post", 409)
    expect(server.ask("post", "/v1/accounts", {"version": 1, "name": "", "role": "leader"}, admin), "/v1/accounts", "post", 422)
    first = expect(server.ask("post", "/v1/login", login("王/芳", made["password"])), "/v1/login", "post", 200).json()
    change = {"version": 1, "old": made["password"], "new": PASSWORD}
    for body, code in [({**change, "new": "1234567890"}, 422), ({**change, "old": "x"}, 403), (change, 204)]:
        expect(server.ask("post", "/v1/password", body, first["token"]), "/v1/password", "post", code)
    for i in range(9):
        expect(server.ask("post", "/v1/password", {**change, "old": "x"}, first["token"]), "/v1/password", "post", 403 if i < 8 else 429)
    for method, address in [("get", "/v1/accounts"), ("post", "/v1/accounts"), ("get", "/v1/audit")]:
        body = bodies()[address] if method == "post" else None
        expect(server.ask(method, address, body, other), address, method, 403)
    ask = account_ask(server, path, "/v1/accounts/%E7%8E%8B%2F%E8%8A%B3", admin)
    for token, code in [("0" * 64, 401), (other, 403)]:
        ask("put", code, {"version": 1}, token=token)
        ask("delete", code, token=token)
    for body, code in [({"state": "disabled"}, 200), ({"role": "leader", "reset_password": True}, 200)]:
        ask("put", code, {"version": 1, **body})
    park, team = add_places(server)
    for body, parks, teams in [({"park": [park, park], "team": [team]}, [park], [team]), ({"role": "steward"}, [park], [team]),
                               ({"park": []}, [], [team]), ({"team": []}, [], [])]:
        placed = ask("put", 200, {"version": 1, **body}).json()
        assert (placed["park"], placed["team"]) == (parks, teams), placed
    for body in [{"park": [new_id()]}, {"park": [team]}, {"team": [park]}]:
        ask("put", 422, {"version": 1, **body})
    assert ask("put", 200, {"version": 1}).json()["park"] == []
    expect(server.ask("get", "/v1/accounts", token=admin), "/v1/accounts", "get", 200)
    expect(server.ask("get", "/v1/pull", token=first["token"]), "/v1/pull", "get", 401)
    own = account_ask(server, path, "/v1/accounts/administrator", admin)
    own("put", 422, {"version": 1, "state": "disabled"})
    own("delete", 422)
    ask("delete", 204)
    ask("delete", 404)
    ask("put", 404, {"version": 1})
    expect_any(server.ask("delete", "/v1/accounts/", token=admin), 404, "path")
    for name in ["%ff", "%00"]:  # no address at all
        assert server.ask("delete", "/v1/accounts/" + name, token=admin).code in (400, 404)
    expect(server.ask("get", "/v1/audit", token=admin), "/v1/audit", "get", 200)


def test_name_given_again(server):
    admin, signed = right_of(server, "/v1/accounts"), []
    for _ in range(2):
        made = server.ask("post", "/v1/accounts", {"version": 1, "name": "再来", "role": "recruiter"}, admin).json()
        reply = server.ask("post", "/v1/login", login("再来", made["password"]))
        signed.append(expect(reply, "/v1/login", "post", 200).json())
        server.run("account", "remove", "再来")
    assert "since" not in signed[0] and signed[1]["since"] > 0, signed


def test_closed_account(server):
    token = server.sign_in("closed")
    server.run("account", "disable", "closed")
    expect(server.ask("get", "/v1/pull", token=token), "/v1/pull", "get", 401)
    expect(server.ask("post", "/v1/login", login("closed")), "/v1/login", "post", 403)


def test_devices(server):
    path, admin, token = "/v1/devices/{device}", right_of(server, "/v1/accounts"), server.sign_in("lost")
    server.sign_in("found")
    device = login("lost")["device"]
    ask = account_ask(server, path, "/v1/devices/" + device, admin)
    ask("put", 401, {"version": 1, "state": "erase"}, token="0" * 64)
    ask("put", 404, {"version": 1, "state": "erase"}, token=server.tokens["found"])
    ask("put", 204, {"version": 1, "state": "erase"})
    listed = expect(server.ask("get", "/v1/devices", token=admin), "/v1/devices", "get", 200)
    assert device in listed.body.decode()
    expect(server.ask("post", "/v1/login", login("lost")), "/v1/login", "post", 410)
    for address in ["/v1/pull", "/v1/digests", "/v1/digest", "/v1/devices", "/v1/accounts", "/v1/audit"]:
        expect_any(server.ask("get", address, token=token), 410, "erase")
    expect(server.ask("post", "/v1/push", bodies()["/v1/push"], token), "/v1/push", "post", 200)
    server.run("account", "disable", "lost")
    expect_any(server.ask("post", "/v1/push", bodies()["/v1/push"], token), 410, "erase-at-once")
    ask("put", 204, {"version": 1, "state": "erased"}, token=token)
    server.run("device", "revoke", login("found")["device"])
    expect(server.ask("get", "/v1/devices", token=admin), "/v1/devices", "get", 200)


def test_revoked(server):
    token = server.sign_in("gone")
    server.run("device", "revoke", login("gone")["device"])
    expect(server.ask("get", "/v1/pull", token=token), "/v1/pull", "get", 401)


def test_broken(_):
    """A database that is not there any more."""
    with tempfile.TemporaryDirectory() as folder, Server(folder) as server:
        with contextlib.closing(sqlite3.connect(server.database)) as database:
            database.executescript("ALTER TABLE zone RENAME TO other; ALTER TABLE device RENAME TO others;")
        expect(server.ask("get", "/v1/healthz"), "/v1/healthz", "get", 500)
        expect_any(server.ask("get", "/v1/pull", token="x"), 500, "storage")


def test_whole_file(_):
    """Nothing in the file was left out above."""
    for path, method, operation in operations():
        for code in operation["responses"]:
            response = response_of(path, method, code)
            if response.get("x-from-version", 1) > 1 or "x-not-asked" in response:
                continue
            assert (path, method, int(code)) in asked, f"{method} {path}: nothing was answered with {code}"
    answers = {name for path, method, operation in operations() for code in operation["responses"]
               for name in schemas_of(response_of(path, method, code))}
    for name in answers:
        for member, schema in resolve(SPEC["components"]["schemas"][name]).get("properties", {}).items():
            if resolve(schema).get("writeOnly"):
                assert (name, member) not in seen_members, f"an answer held “{member}” of {name}"
                continue
            assert (name, member) in seen_members, f"no {name} held “{member}”"
            for word in resolve(schema).get("enum", []):
                assert (member, word) in seen_words, f"no {name} said {word!r}"


run_tests(value for name, value in list(globals().items()) if name.startswith("test_"))
