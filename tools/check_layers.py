#!/usr/bin/env python3
"""Fails if a file under src/ includes a layer that tools/layers.txt does not grant it."""
import pathlib, re, sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
IMPURE = re.compile(r"<(iostream|fstream|filesystem|random|thread|mutex|sqlite3\.h|ctime|locale)>|::now\(\)|\bgetenv\b")

allowed, known = {}, []
for line in (ROOT / "tools/layers.txt").read_text().splitlines():
    if line.strip() and not line.startswith("#"):
        layer, uses = (part.strip() for part in line.split(":"))
        later = [use for use in uses.split() if use not in known and use != "*"]
        assert not later, f"layers.txt: {layer} uses {later}, declared after it: a cycle in waiting"
        allowed[layer] = set(known if uses == "*" else uses.split()) | {layer}
        known.append(layer)

problems = []
for path in sorted((ROOT / "src").rglob("*.[ch]pp")):
    layer = path.relative_to(ROOT / "src").parts[0]
    for number, line in enumerate(path.read_text().splitlines(), 1):
        include = re.match(r'#include "(\w+)/', line)
        if include and include[1] not in allowed.get(layer, set()):
            problems.append(f"{path}:{number}: {layer} may not include {include[1]}")
        if layer in ("base", "core", "app") and IMPURE.search(line):
            problems.append(f"{path}:{number}: {layer} is pure: {line.strip()}")
print("\n".join(problems) or f"layers: {len(known)} layers, no violation")
sys.exit(bool(problems))
