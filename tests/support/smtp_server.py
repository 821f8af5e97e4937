#!/usr/bin/env python3
"""A small SMTP server for tests: python3 smtp_server.py MODE FOLDER

It listens on a free port of 127.0.0.1, prints the port, and serves until it is killed or its
standard input closes. Every message whose text arrived whole is written to FOLDER/<n>.eml, with the
envelope in FOLDER/<n>.envelope, before it is answered.

MODE  accept      takes everything
      temporary   answers RCPT with 451
      refuse      answers RCPT with 550
      refuse-text answers the text with 554
      greeting    refuses every connection with 554
      die         takes the text, then closes without an answer
      login       wants AUTH PLAIN of user 'metroon', password 'secret', before MAIL
"""
import base64
import os
import pathlib
import socket
import sys
import threading

mode, folder = sys.argv[1], pathlib.Path(sys.argv[2])
folder.mkdir(parents=True, exist_ok=True)
lock = threading.Lock()
taken = 0


def keep(envelope, text):
    global taken
    with lock:
        taken += 1
        number = taken
    (folder / f"{number}.envelope").write_text("\n".join(envelope) + "\n")
    draft = folder / f"{number}.part"
    draft.write_bytes(text)
    draft.rename(folder / f"{number}.eml")


def read_text(lines):
    text = b""
    for line in lines:
        if line == b".\r\n":
            return text
        text += line[1:] if line.startswith(b".") else line
    return None


def right(argument):
    given = base64.b64decode(argument).split(b"\0")
    return given[-2:] == [b"metroon", b"secret"]


def answer(command, state):
    verb = command.upper()
    if verb.startswith("EHLO"):
        return "250-test\r\n250-AUTH PLAIN\r\n250 8BITMIME" if mode == "login" else "250-test\r\n250 8BITMIME"
    if verb.startswith("HELO"):
        return "250 test"
    if verb.startswith("AUTH PLAIN "):
        state["known"] = right(command.split(" ")[2])
        return "235 welcome" if state["known"] else "535 wrong user or password"
    if verb.startswith("MAIL FROM:"):
        if mode == "login" and not state["known"]:
            return "530 sign in first"
        state["envelope"] = [command]
        return "250 sender noted"
    if verb.startswith("RCPT TO:"):
        if mode == "temporary":
            return "451 the mailbox is busy"
        if mode == "refuse":
            return "550 no such user here"
        state["envelope"].append(command)
        return "250 recipient noted"
    if verb in ("RSET", "NOOP"):
        return "250 yes"
    return "502 not known here"


def serve(connection):
    with connection, connection.makefile("rb") as lines:
        def say(words):
            connection.sendall(words.encode() + b"\r\n")

        say("554 no service here" if mode == "greeting" else "220 test ready")
        state = {"known": False, "envelope": []}
        for raw in lines:
            command = raw.decode("utf-8", "replace").strip()
            if mode == "greeting" or command.upper() == "QUIT":
                say("221 goodbye")
                return
            if command.upper() == "AUTH PLAIN":
                say("334 ")
                command += " " + next(lines, b"").decode("ascii", "replace").strip()
            if command.upper() != "DATA":
                say(answer(command, state))
                continue
            say("354 go on")
            text = read_text(lines)
            if text is None:
                return
            keep(state["envelope"], text)
            if mode == "die":
                return
            say("554 the text was not liked" if mode == "refuse-text" else "250 taken")


def until_parent_is_gone():
    while sys.stdin.buffer.read(1):
        pass
    os._exit(0)


def quietly(connection):
    try:
        serve(connection)
    except OSError:
        pass  # The other side went away, which is its right.


threading.Thread(target=until_parent_is_gone, daemon=True).start()
listener = socket.create_server(("127.0.0.1", 0))
print(listener.getsockname()[1], flush=True)
while True:
    accepted, _ = listener.accept()
    threading.Thread(target=quietly, args=(accepted,), daemon=True).start()
