#!/usr/bin/env python3
"""The house style that a program can see. Old giants are listed with their size in tools/style_exceptions.txt and may only shrink."""
import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
LONGEST_FILE, LONGEST_FUNCTION = 400, 40
FORBIDDEN = [(re.compile(r"\b(TODO|FIXME|XXX)\b"), "unfinished work has no place in main"),
             (re.compile(r"\bselect \*", re.I), "list the columns")]


def exceptions() -> dict[str, int]:
    """`file` or `file:function's first line` → the size it may have."""
    lines = (ROOT / "tools/style_exceptions.txt").read_text().splitlines()
    rows = (line.rsplit(" ", 1) for line in lines if line.strip() and not line.startswith("#"))
    return {name.strip(): int(size) for name, size in rows}


def functions(lines: list[str]):
    """(first line, length) of what clang-format lays out as a function: a body that opens a line's end and closes at its indent."""
    start = None
    for number, line in enumerate(lines):
        indent = len(line) - len(line.lstrip())
        if start is None and line.endswith("{") and ("(" in line or re.match(r"\s+.*\)( const)?( override)? \{$", line)) \
                and not re.match(r"\s*(namespace|class|struct|enum|union|if|for|while|switch|else|do|try|\}|constexpr std::array|inline constexpr)\b", line):
            start, start_indent = number, indent
        elif start is not None and line.rstrip() in (" " * start_indent + "}", " " * start_indent + "};"):
            yield start, number - start + 1
            start = None


def main() -> None:
    allowed = exceptions()
    problems = []
    for path in sorted(list((ROOT / "src").rglob("*.[ch]pp")) + list((ROOT / "tests").rglob("*.[ch]pp")) + list((ROOT / "src").rglob("*.sql"))):
        name = path.relative_to(ROOT).as_posix()
        text = path.read_text()
        lines = text.splitlines()
        if len(lines) > allowed.get(name, LONGEST_FILE):
            problems.append(f"{name}: {len(lines)} lines")
        if path.suffix == ".hpp" and "#pragma once" not in text:
            problems.append(f"{name}: no #pragma once")
        for pattern, why in FORBIDDEN:
            for number, line in enumerate(lines, 1):
                if pattern.search(line):
                    problems.append(f"{name}:{number}: {why}")
        if name.startswith("src/core/") and re.search(r"^\s*default:", text, re.M):
            problems.append(f"{name}: a switch in core names every enumerator")
        layer = name.split("/")[1]
        if name.startswith("src/") and path.suffix != ".sql" and name != "src/main/main.cpp" and f"namespace metroon::{layer}" not in text:
            problems.append(f"{name}: namespace metroon::{layer} is not in it")
        if name.startswith("src/") and path.suffix == ".cpp":
            for start, length in functions(lines):
                if length > allowed.get(f"{name}:{lines[start].strip()}", LONGEST_FUNCTION):
                    problems.append(f"{name}:{start + 1}: a function of {length} lines")
    print("\n".join(problems) or "style: nothing to say")
    sys.exit(bool(problems))


main()
