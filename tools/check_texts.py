#!/usr/bin/env python3
"""The catalogues under translations/: every key in both languages with the same placeholders, every
key that templates and sources name is there, every action that the code puts on record has its words, and none is there that
nothing names."""
import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
# Keys that the code puts together: of an enumerator's word, or of a word of the page's own.
MADE = ("stage.", "campaign_stage.", "member_state.", "claim_stage.", "certificate.", "signature.", "stop.", "state.", "gate.", "why.",
        "field.", "problem_of.", "password.", "match.",
        "document.", "event.", "audit.", "actor.", "detail.", "detail_word.",
        "verdict.", "bad_row.", "done.", "problem.", "queue.", "decide.", "owned.", "alike.", "weekday.", "month.", "print.form.")
ENTRY = re.compile(r'^msgid "(?P<key>[^"]+)"\n(?:msgid_plural "[^"]+"\n)?'
                   r'(?P<text>(?:msgstr.*\n(?:".*"\n?)*)+)', re.M)
PLACEHOLDER = re.compile(r"\{[a-z_]+\}")
LITERAL = re.compile(r'"([a-z][a-z0-9_]*(?:\.[a-z0-9_]+)+)"')

# What puts an action on record: app::audit, and the functions that hand theirs on to it.
ACTION = re.compile(r'\b(?:audit|audit_run|begin|write_claim|write_decision|close|change|go_to_stage|erase_all|prove_by_number)\('
                    r'(?:(?!subject\()[^;"])*?"(?P<one>[a-z_]+)"(?:\s*:\s*"(?P<other>[a-z_]+)")?'
                    r'|\{Step::\w+, Stage::\w+, "(?P<step>[a-z_]+)"')


def catalogue(language: str) -> dict[str, str]:
    """Key → all its texts."""
    found: dict[str, str] = {}
    for path in sorted((ROOT / "translations").glob(f"*.{language}.po")):
        for entry in ENTRY.finditer(path.read_text() + "\n"):
            if entry["key"] in found:
                sys.exit(f"{path.name}: {entry['key']} is there twice")
            found[entry["key"]] = entry["text"]
    return found


def named() -> dict[str, str]:
    """Key → where it is named."""
    found = {}
    for path in (ROOT / "src").rglob("*.html"):
        for key in re.findall(r"\[\[([a-z_.0-9]+)\]\]", path.read_text()):
            found[key] = path.name
    for path in (ROOT / "src").rglob("*.[ch]pp"):
        for key in LITERAL.findall(path.read_text()):
            # A mail is two texts.
            for one in [f"{key}.subject", f"{key}.body"] if key.startswith("mail.") else [key]:
                found.setdefault(one, path.name)
    return found


def actions() -> set[str]:
    """What the code puts on record."""
    return {word for layer in ("app", "web", "main") for path in (ROOT / "src" / layer).glob("*.cpp") for found in ACTION.finditer(path.read_text())
            for word in found.group("one", "other", "step") if word and "_" in word}


def main() -> None:
    greek, english = catalogue("el"), catalogue("en")
    problems = [f"only in one language: {key}" for key in sorted(greek.keys() ^ english.keys())]
    for key in sorted(greek.keys() & english.keys()):
        one, other = (set(PLACEHOLDER.findall(texts[key])) for texts in (greek, english))
        if one != other:
            problems.append(f"placeholders differ: {key}")
        if not all(re.search(r'"[^"]+"', texts[key]) for texts in (greek, english)):
            problems.append(f"empty: {key}")
    problems += [f"on record without words: {one}" for one in sorted(actions()) if f"audit.{one}" not in greek]
    names = named()
    first_parts = {key.split(".")[0] for key in greek}
    for key, where in sorted(names.items()):
        in_template = where.endswith(".html")
        is_file = re.search(r"\.(css|js|svg|html|toml|db|key|pdf|po)$", key)
        is_text = in_template or (key.split(".")[0] in first_parts and not is_file)
        if is_text and key not in greek:
            problems.append(f"{where} names {key}, which no catalogue has")
    problems += [f"nothing names {key}" for key in sorted(greek)
                 if key not in names and not key.startswith(MADE)]
    print("\n".join(problems) or f"texts: {len(greek)} keys in both languages")
    sys.exit(bool(problems))


main()
