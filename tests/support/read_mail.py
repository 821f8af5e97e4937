#!/usr/bin/env python3
"""Prints what a reader's program sees of a mail: python3 read_mail.py FILE

Subject, From, To, an empty line, and the text.
"""
import email
import email.policy
import pathlib
import sys

message = email.message_from_bytes(pathlib.Path(sys.argv[1]).read_bytes(), policy=email.policy.default)
assert not message.defects, message.defects
text = message.get_content().replace("\r\n", "\n")
shown = f"{message['subject']}\n{message['from']}\n{message['to']}\n\n{text}"
sys.stdout.buffer.write(shown.encode())
