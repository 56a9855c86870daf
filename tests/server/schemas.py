# SPDX-License-Identifier: GPL-3.0-or-later
"""docs/openapi.yaml, whose path comes as the first argument: what its schemas allow, and what they refuse."""

import copy
import pathlib
import re
import sys

import yaml

UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
WRONG = {"string": [1, True, [], {}], "integer": ["1", 1.5, True, [], {}], "boolean": [0, "true", [], {}],
         "array": [1, "x", {}], "object": [1, "x", []]}

SPEC = yaml.safe_load(pathlib.Path(sys.argv[1]).read_text(encoding="utf-8"))


# ---- The file ----

def resolve(part):
    """What a $ref or an allOf stands for, with what is said beside it."""
    while "$ref" in part or "allOf" in part:
        if "$ref" in part:
            target = SPEC
            for key in part["$ref"].removeprefix("#/").split("/"):
                target = target[key]
            part = {**target, **{k: v for k, v in part.items() if k != "$ref"}, "_name": part["$ref"].rpartition("/")[2]}
        else:
            part = {**joined(part["allOf"]), **{k: v for k, v in part.items() if k != "allOf"}}
    return part


def joined(parts):
    """Of one, it; of several objects, one that is as all of them."""
    if len(parts) == 1:
        return parts[0]
    parts = [resolve(part) for part in parts]
    return {"type": "object", "required": [name for part in parts for name in part.get("required", [])],
            "properties": {name: one for part in parts for name, one in part["properties"].items()}}


def references(part):
    if isinstance(part, dict):
        yield from [part["$ref"]] if "$ref" in part else []
        part = list(part.values())
    if isinstance(part, list):
        for one in part:
            yield from references(one)


def schemas_of(part):
    found = set()
    left = list(references(part))
    while left:
        name = left.pop().rpartition("/")[2]
        if name not in found:
            found.add(name)
            left += references(SPEC["components"]["schemas"][name])
    return found


# ---- What is answered ----

seen_members = set()   # (schema, member) that an answer held
seen_words = set()     # (schema, word) of an enumeration


def check(value, schema, where):
    """That @value is as @schema says and holds nothing it does not name."""
    schema = resolve(schema)
    if "anyOf" in schema:
        failures = []
        for one in schema["anyOf"]:
            try:
                return check(value, one, where)
            except AssertionError as failure:
                failures.append(str(failure))
        raise AssertionError("; ".join(failures))
    if value is None:
        assert schema.get("nullable"), f"{where} is null"
        return
    kinds = {"string": str, "integer": int, "boolean": bool, "array": list, "object": dict}
    assert type(value) is kinds[schema["type"]], f"{where} is {value!r}, not of type {schema['type']}"
    assert "enum" not in schema or value in schema["enum"], f"{where} is {value!r}"
    assert "pattern" not in schema or re.search(schema["pattern"], value), f"{where} is {value!r}"
    assert schema.get("format") != "uuid" or UUID.fullmatch(value), f"{where} is {value!r}"
    if "enum" in schema:
        seen_words.add((where.rpartition(".")[2], value))
    for i, one in enumerate(value if schema["type"] == "array" else []):
        check(one, schema["items"], f"{where}[{i}]")
    if schema["type"] == "object":
        check_members(value, schema, where)


def check_members(value, schema, where):
    missing = set(schema.get("required", [])) - set(value)
    assert not missing, f"{where} lacks {missing}"
    for name, one in value.items():
        known = schema.get("properties", {}).get(name, schema.get("additionalProperties"))
        assert known is not None, f"{where} holds “{name}”, which the file does not name"
        if name in schema.get("properties", {}):
            seen_members.add((schema.get("_name"), name))
        check(one, known, f"{where}.{name}")


# ---- What is sent ----

def wrong_lists(schema):
    """Of an array that its schema does not allow."""
    items = resolve(schema["items"])
    yield from [[1]] if items["type"] != "integer" else []
    yield from [[None]] if not items.get("nullable") else []
    yield from [[]] if schema.get("minItems") else []
    yield from [[-1], [200000], [], None, KeyError] if "x-adds-up-to" in schema else []


def wrong_bodies(value, schema, where=()):
    """(path of members, value): all that the schema does not allow there."""
    schema = resolve(schema)
    wrongs = wrong_lists(schema) if schema["type"] == "array" else []
    for wrong in [*WRONG[schema["type"]], *wrongs]:
        yield where, wrong
    for bound, beyond in [("minimum", -1), ("maximum", 1)]:
        if bound in schema:
            yield where, schema[bound] + beyond
    if "pattern" in schema:
        yield from ((where, wrong) for wrong in ["", "a b", "x" * 65, "名"])
    if schema.get("format") == "uuid":
        yield from ((where, wrong) for wrong in ["", "a", value.replace("-", ""), "ABCDEF01" + value[8:], value + "0"])
    if "enum" in schema:
        yield where, "another" if schema["type"] == "string" else 2
    if "maxLength" in schema:
        yield where, "x" * (schema["maxLength"] + 1)
    if "maxItems" in schema:
        yield where, value * (schema["maxItems"] + 1)
    if schema["type"] == "array":
        yield from wrong_bodies(value[0], schema["items"], (*where, 0))
    for name, member in schema.get("properties", {}).items():
        assert name in value, f"the example lacks {name}"
        yield from wrong_bodies(value[name], member, (*where, name))
        if name in schema.get("required", []):
            yield from (((*where, name), gone) for gone in [None, KeyError])


def right_bodies(value, schema, where=()):
    """Likewise, what it allows: without what is optional, with more than is known, at the bounds."""
    schema = resolve(schema)
    if "maxLength" in schema:
        yield where, "x" * schema["maxLength"]
    if "maxItems" in schema:
        yield where, value * schema["maxItems"]
    for word in schema.get("enum", []):
        yield where, word
    if schema["type"] == "array" and "x-adds-up-to" not in schema:
        yield from [(where, [])] if not schema.get("minItems") else []
        yield from right_bodies(value[0], schema["items"], (*where, 0))
    if schema["type"] == "object":
        yield (*where, "from_a_later_version"), {"a": [1]}
    for name, member in schema.get("properties", {}).items():
        yield from right_bodies(value[name], member, (*where, name))
        if name not in schema.get("required", []) and "x-adds-up-to" not in resolve(member):
            yield from (((*where, name), gone) for gone in [None, KeyError])


def replaced(body, where, value):
    if not where:
        return value
    body = copy.deepcopy(body)
    target = body
    for key in where[:-1]:
        target = target[key]
    if value is KeyError:
        del target[where[-1]]
    else:
        target[where[-1]] = value
    return body
