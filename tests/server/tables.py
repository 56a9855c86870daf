# SPDX-License-Identifier: GPL-3.0-or-later
"""Pushes and pages as tables, made and read by what docs/sync.md and docs/openapi.yaml say of them."""

HEAD, MID, TAIL = 16, 14, 2
TURN = 2**64


def signed(number):
    """Modulo 2⁶⁴, as a signed number of 64 bits."""
    number %= TURN
    return number - TURN if number >= TURN // 2 else number


# ---- Making ----

def texts(values):
    while len(values) > 1 and values[-1] == values[-2]:
        values = values[:-1]
    return list(values)


def numbers(values):
    steps = [signed(value - before) for before, value in zip([0, *values], values)]
    return texts(steps)


def ids(values):
    digits = [value.replace("-", "") for value in values]
    common = next((k for k in range(HEAD) if len({one[k] for one in digits}) > 1), HEAD)
    return {"head": digits[0][:common], "stamps": "".join(one[common:HEAD] for one in digits),
            "mids": texts([one[HEAD:HEAD + MID] for one in digits]), "tails": "".join(one[HEAD + MID:] for one in digits)}


def flags(rows, name):
    return numbers([int(row.get(name, False)) for row in rows])


def push_tables(push):
    """The push that says the same, with every column there is."""
    changes = push["changes"]
    ops = [op for change in changes for op in change["ops"]]
    edits = [edit for op in ops for edit in op["edits"]]
    tables = {
        "changes": {
            "n": len(changes), "id": ids([one["id"] for one in changes]), "author": texts([one["author"] for one in changes]),
            "time": numbers([one["time"] for one in changes]), "sent": numbers([one["time"] + one["age"] for one in changes]),
            "again": flags(changes, "again"), "doubtful": flags(changes, "doubtful"), "label": texts([one["label"] for one in changes]),
            "undoes": texts([one["undoes"] for one in changes]), "ops": numbers([len(one["ops"]) for one in changes])},
        "ops": {
            "n": len(ops), "op": texts([op["op"] for op in ops]), "entity": texts([op["entity"] for op in ops]),
            "id": ids([op["id"] for op in ops]), "seen": numbers([op["seen"] for op in ops]), "new": flags(ops, "new"),
            "offer": flags(ops, "offer"), "edits": numbers([len(op["edits"]) for op in ops])},
        "edits": {
            "n": len(edits), "field": texts([edit["field"] for edit in edits]), "as_seen": flags(edits, "as_seen"),
            "was": texts([edit["was"] for edit in edits]), "value": texts([edit["value"] for edit in edits]),
            "seen": numbers([edit["seen"] for edit in edits]), "offer": flags(edits, "offer")}}
    return {"version": push["version"], "tables": tables}


# ---- Reading ----

def each_text(column, n):
    """A value for each of @n rows; a column that is not there says nothing of any."""
    column = column or [None]
    return [column[min(i, len(column) - 1)] for i in range(n)]


def each_number(steps, n):
    number, found = 0, []
    for step in each_text(steps, n):
        number = signed(number + (step or 0))
        found.append(number)
    return found


def each_id(column, n):
    rest = HEAD - len(column["head"])
    digits = [column["head"] + column["stamps"][rest * i:rest * (i + 1)] + mid + column["tails"][TAIL * i:TAIL * (i + 1)]
              for i, mid in enumerate(each_text(column["mids"], n))]
    return ["-".join([one[:8], one[8:12], one[12:16], one[16:20], one[20:]]) for one in digits]


def page_lines(line):
    """The lines of the page that says the same."""
    table, n = line["table"], line["table"]["n"]
    text = {name: each_text(table.get(name), n) for name in ("entity", "author", "device")}
    number = {name: each_number(table.get(name), n) for name in ("seq", "deleted", "gone", "time", "came", "doubtful", "shape")}
    shapes = [line["shapes"][i] for i in number["shape"]]
    values = {name: iter(each_text(line["fields"].get(name), sum(name in shape for shape in shapes)))
              for name in {name for shape in shapes for name in shape}}
    for i, name in enumerate(each_id(table["id"], n)):
        delta = {"entity": text["entity"][i], "id": name, "seq": number["seq"][i], "author": text["author"][i],
                 "time": number["time"][i], "device": text["device"][i], "late": signed(number["came"][i] - number["time"][i])}
        delta |= {flag: bool(number[flag][i]) for flag in ("deleted", "gone", "doubtful")}
        yield {name: value for name, value in delta.items() if value} | {"fields": {one: next(values[one]) for one in shapes[i]}}
    yield {name: value for name, value in line.items() if name not in ("table", "shapes", "fields")}


def every_answer(answers, push):
    """One for each change: runs told at length."""
    changes = iter(push["changes"])
    for answer in answers:
        for i in range(answer.get("run", 1)):
            change = next(changes)
            yield answer if "run" not in answer else {"change": change["id"], "status": "accepted", "seq": answer["seq"] + i,
                                                      "as_sent": True, "conflicts": []}
