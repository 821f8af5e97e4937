#!/usr/bin/env python3
"""Debian's Dovecot on a free port of loopback, as root, with a mailbox in a folder.

Usage: dovecot_server.py MODE FOLDER. Prints the port once it answers, and ends with its standard
input. MODE: plain, starttls (nobody signs in without it), or imaps; both take FOLDER/server.pem, the
certificate with its key; or cut: the first connection is lost after 100,000 octets. `helpdesk` with password `right` reads FOLDER/mailbox, a Maildir."""
import pathlib
import signal
import socket
import subprocess
import sys
import threading
import time

mode = sys.argv[1]
protected = mode in ("starttls", "imaps")
folder = pathlib.Path(sys.argv[2]).resolve()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def configure(port: int) -> pathlib.Path:
    for made in ["cur", "new", "tmp"]:
        (folder / "mailbox" / made).mkdir(parents=True, exist_ok=True)
    folder.chmod(0o755)
    subprocess.run(["chown", "-R", "nobody", folder / "mailbox"], check=True)
    encryption = f"""
ssl_cert = <{folder}/server.pem
ssl_key = <{folder}/server.pem
ssl = required""" if protected else "ssl = no"
    settings = folder / "dovecot.conf"
    settings.write_text(f"""
protocols = imap
listen = 127.0.0.1
base_dir = {folder}/run
state_dir = {folder}/state
log_path = {folder}/log
default_internal_user = daemon
default_internal_group = daemon
default_login_user = nobody
mail_location = maildir:{folder}/mailbox
mail_uid = nobody
mail_gid = nogroup
first_valid_uid = 1
disable_plaintext_auth = {"yes" if protected else "no"}
auth_mechanisms = plain
auth_failure_delay = 0 secs
{encryption}
passdb {{
  driver = static
  args = user=helpdesk password=right
}}
userdb {{
  driver = static
  args = uid=nobody gid=nogroup home={folder}/mailbox
}}
service imap-login {{
  chroot =
  inet_listener imap {{
    port = {0 if mode == "imaps" else port}
  }}
  inet_listener imaps {{
    port = {port if mode == "imaps" else 0}
    ssl = yes
  }}
}}
service anvil {{
  chroot =
}}
""")
    return settings


def answers(port: int) -> bool:
    try:
        with socket.create_connection(("127.0.0.1", port), timeout=5) as client:
            return mode == "imaps" or client.recv(4) == b"* OK"
    except OSError:
        return False


def pass_on(source: socket.socket, target: socket.socket, most: float) -> None:
    passed = 0
    while (octets := source.recv(4096)) and passed < most:
        passed += len(octets)
        target.sendall(octets)
    for end in (source, target):
        try:
            end.shutdown(socket.SHUT_RDWR)
        except OSError:
            pass


def stand_between(listener: socket.socket, port: int) -> None:
    most = 100_000.0
    while True:
        client = listener.accept()[0]
        server = socket.create_connection(("127.0.0.1", port))
        threading.Thread(target=pass_on, args=(client, server, float("inf")), daemon=True).start()
        threading.Thread(target=pass_on, args=(server, client, most), daemon=True).start()
        most = float("inf")


def main() -> None:
    port = free_port()
    settings = configure(port)
    master = subprocess.Popen(["/usr/sbin/dovecot", "-F", "-c", settings], stdin=subprocess.DEVNULL,
                              stdout=subprocess.DEVNULL, stderr=sys.stderr, start_new_session=True)
    try:
        while not answers(port):
            if master.poll() is not None:
                sys.exit(f"Dovecot ended with {master.returncode}")
            time.sleep(0.05)
        if mode == "cut":
            listener = socket.create_server(("127.0.0.1", 0))
            threading.Thread(target=stand_between, args=(listener, port), daemon=True).start()
            port = listener.getsockname()[1]
        print(port, flush=True)
        sys.stdin.read()
    finally:
        master.send_signal(signal.SIGTERM)
        master.wait()


main()
