#!/usr/bin/env python3
"""Writes a C++ file that holds other files' bytes: embed.py OUT NAMESPACE SYMBOL ROOT FILE…"""
import pathlib
import sys

PLAIN = set(range(0x20, 0x7F)) - {ord('"'), ord("\\"), ord("?")}


def literal(data: bytes) -> str:
    """Octal escapes never run into the next character, unlike hexadecimal ones."""
    lines = ["".join(chr(b) if b in PLAIN else f"\\{b:03o}" for b in data[at:at + 120])
             for at in range(0, len(data), 120)]
    return "\n".join(f'    "{line}"' for line in lines) or '    ""'


def main() -> None:
    out, namespace, symbol, root, *names = sys.argv[1:]
    files = []
    for name in sorted(names):
        data = pathlib.Path(name).read_bytes()
        relative = pathlib.Path(name).relative_to(root).as_posix()
        files.append(f'  {{"{relative}", std::string_view{{\n{literal(data)},\n    {len(data)}}}}},')
    pathlib.Path(out).parent.mkdir(parents=True, exist_ok=True)
    pathlib.Path(out).write_text(
        '#include "base/embedded.hpp"\n\n'
        # Both compilers take literals of any length; only the standard asks for no more than 65,536.
        '#pragma GCC diagnostic ignored "-Woverlength-strings"\n\n'
        f"namespace {namespace} {{\nnamespace {{\nconstexpr metroon::base::EmbeddedFile all[] = {{\n"
        + "\n".join(files)
        + f"\n}};\n}}  // namespace\nstd::span<const metroon::base::EmbeddedFile> {symbol}();\n"
        f"std::span<const metroon::base::EmbeddedFile> {symbol}() {{ return all; }}\n}}  // namespace {namespace}\n")


main()
