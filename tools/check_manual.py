#!/usr/bin/env python3
"""The manual against the program, which is the first argument: its table of settings, the ids of
its messages, and every link between the project's pages."""
import pathlib
import re
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
IN_SOURCE = re.compile(r'"(?:METROON-)?([A-Z]\d\d)[":]|METROON-([A-Z]\d\d)')
IN_MANUAL = re.compile(r"^\| METROON-([A-Z]\d\d) ", re.M)


def links(page: pathlib.Path) -> list[str]:
    """The page's links to files that are not there."""
    targets = re.findall(r"\]\(([^)#:\s]+)(?:#[^)]*)?\)", page.read_text())
    return [f"{page.relative_to(ROOT)}: nothing at {to}" for to in targets if not (page.parent / to).exists()]


def main() -> None:
    manual = ROOT / "docs/manual"
    printed = subprocess.run([sys.argv[1], "config", "manual"], capture_output=True, text=True, check=True).stdout
    problems = [f"install.md lacks: {line}" for line in printed.splitlines()
                if line not in (manual / "install.md").read_text().splitlines()]
    said = {a or b for path in (ROOT / "src").rglob("*.[ch]pp") for a, b in IN_SOURCE.findall(path.read_text())}
    told = IN_MANUAL.findall((manual / "messages.md").read_text())
    problems += [f"messages.md: METROON-{one} is there twice" for one in set(told) if told.count(one) > 1]
    problems += [f"messages.md lacks METROON-{one}" for one in sorted(said - set(told))]
    problems += [f"messages.md: nothing says METROON-{one}" for one in sorted(set(told) - said)]
    for page in [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]:
        problems += links(page)
    print("\n".join(problems) or f"manual: {len(told)} messages, {len(printed.splitlines()) - 2} settings")
    sys.exit(bool(problems))


main()
