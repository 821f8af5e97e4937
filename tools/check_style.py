#!/usr/bin/env python3
"""The house style that a program can see.

Old giants are listed with their size in tools/style_exceptions.txt and may only shrink.
"""
import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
LONGEST_FILE, LONGEST_FUNCTION = 400, 40
UNFINISHED = re.compile(r"\b(TODO|FIXME|XXX)\b")
EVERY_COLUMN = re.compile(r"\bselect \*", re.I)  # Tests may dump a table whole.
NO_FUNCTION = re.compile(
    r"\s*(namespace|class|struct|enum|union|if|for|while|switch|else|do|try|\}"
    r"|constexpr std::array|inline constexpr)\b")
LAMBDA = re.compile(r"\[[^\]]*\]( ?\(.*\))?.* \{$")
LAST_LINE_OF_HEAD = re.compile(r"\s+.*\)( const)?( override)? \{$")


def exceptions() -> dict[str, int]:
    """`file` or `file:function's first line` → the size it may have."""
    lines = (ROOT / "tools/style_exceptions.txt").read_text().splitlines()
    rows = (line.rsplit(" ", 1) for line in lines if line.strip() and not line.startswith("#"))
    return {name.strip(): int(size) for name, size in rows}


def opens_function(line: str) -> bool:
    head = line.endswith("{") and ("(" in line or LAST_LINE_OF_HEAD.match(line))
    return bool(head) and not NO_FUNCTION.match(line) and not LAMBDA.search(line)


def functions(lines: list[str]):
    """(first line, length) of what clang-format lays out as a function.

    That is a body that opens at a line's end and closes at that line's indent.
    """
    start = None
    for number, line in enumerate(lines):
        if start is None and opens_function(line):
            start, indent = number, " " * (len(line) - len(line.lstrip()))
        elif start is not None and line.rstrip() in (indent + "}", indent + "};"):
            yield start, number - start + 1
            start = None


def files() -> list[pathlib.Path]:
    kinds = (("src", "*.[ch]pp"), ("src", "*.sql"), ("tests", "*.[ch]pp"))
    return sorted(path for folder, kind in kinds for path in (ROOT / folder).rglob(kind)
                  if "node_modules" not in path.parts)


def complaints_of_lines(name: str, lines: list[str]):
    for number, line in enumerate(lines, 1):
        if UNFINISHED.search(line):
            yield f"{name}:{number}: unfinished work has no place in main"
        if name.startswith("src/") and EVERY_COLUMN.search(line):
            yield f"{name}:{number}: list the columns"


def complaints_of_shape(name: str, lines: list[str], allowed: dict[str, int]):
    if len(lines) > allowed.get(name, LONGEST_FILE):
        yield f"{name}: {len(lines)} lines"
    if not (name.startswith("src/") and name.endswith(".cpp")):
        return
    for start, length in functions(lines):
        if length > allowed.get(f"{name}:{lines[start].strip()}", LONGEST_FUNCTION):
            yield f"{name}:{start + 1}: a function of {length} lines"


def complaints_of_layer(name: str, text: str):
    if name.endswith(".hpp") and "#pragma once" not in text:
        yield f"{name}: no #pragma once"
    if name.startswith("src/core/") and re.search(r"^\s*default:", text, re.M):
        yield f"{name}: a switch in core names every enumerator"
    namespace = "namespace metroon::" + name.split("/")[1]
    exempt = name.endswith(".sql") or name == "src/main/main.cpp" or not name.startswith("src/")
    if not exempt and namespace not in text:
        yield f"{name}: {namespace} is not in it"


def main() -> None:
    allowed = exceptions()
    problems = []
    for path in files():
        name, text = path.relative_to(ROOT).as_posix(), path.read_text()
        lines = text.splitlines()
        problems += complaints_of_shape(name, lines, allowed)
        problems += complaints_of_lines(name, lines)
        problems += complaints_of_layer(name, text)
    print("\n".join(problems) or "style: nothing to say")
    sys.exit(bool(problems))


main()
