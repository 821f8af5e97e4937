#!/usr/bin/env python3
"""Debian's Postfix on a free port of loopback, from an unpacked package, as root.

Usage: postfix_server.py PACKAGE FOLDER. Prints the port once it answers, and ends with its standard
input. `maria@example.org` has a mailbox, FOLDER/mailboxes/maria; `busy@example.org` is told to come
later; nobody else is known."""
import pathlib
import signal
import socket
import subprocess
import sys
import time

package, folder = (pathlib.Path(argument).resolve() for argument in sys.argv[1:3])
QUEUES = "active bounce corrupt defer deferred flush hold incoming maildrop pid private public saved trace"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def configure(port: int) -> dict[str, str]:
    """Writes the configuration. @return the environment to run in."""
    libraries = package / "usr/lib/postfix"
    queue, settings, mailboxes = folder / "queue", folder / "settings", folder / "mailboxes"
    for made in [settings, mailboxes, folder / "data", *(queue / name for name in QUEUES.split())]:
        made.mkdir(parents=True)
    for owned in [mailboxes, folder / "data", *(queue / name for name in QUEUES.split() if name != "pid")]:
        subprocess.run(["chown", "daemon", owned], check=True)
    folder.chmod(0o755)
    (settings / "main.cf").write_text(f"""
compatibility_level = 3.6
myhostname = mx.example.org
mydestination =
queue_directory = {queue}
data_directory = {folder}/data
daemon_directory = {libraries}/sbin
command_directory = {package}/usr/sbin
shlib_directory = {libraries}
meta_directory = {package}/etc/postfix
mail_owner = daemon
setgid_group = mail
default_privs = nobody
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
alias_maps =
alias_database =
maillog_file = {folder}/log
maillog_file_prefixes = {folder}
import_environment = MAIL_CONFIG LD_LIBRARY_PATH
virtual_mailbox_domains = example.org
virtual_mailbox_base = {mailboxes}
virtual_mailbox_maps = inline:{{ {{ maria@example.org = maria/ }}, {{ busy@example.org = busy/ }} }}
virtual_minimum_uid = 1
virtual_uid_maps = static:1
virtual_gid_maps = static:1
smtpd_recipient_restrictions = check_recipient_access inline:{{ {{ busy@example.org = 450 4.7.1 come later }} }}, permit_mynetworks, reject
""")
    services = ["pickup unix n - n 60 1 pickup", "cleanup unix n - n - 0 cleanup", "qmgr unix n - n 300 1 qmgr",
                "tlsmgr unix - - n 1000? 1 tlsmgr", "rewrite unix - - n - - trivial-rewrite",
                "bounce unix - - n - 0 bounce", "defer unix - - n - 0 bounce", "trace unix - - n - 0 bounce",
                "flush unix n - n 1000? 0 flush", "proxymap unix - - n - - proxymap", "showq unix n - n - - showq",
                "error unix - - n - - error", "retry unix - - n - - error", "virtual unix - n n - - virtual",
                "anvil unix - - n - 1 anvil", "postlog unix-dgram n - n - 1 postlogd"]
    (settings / "master.cf").write_text("\n".join([f"127.0.0.1:{port} inet n - n - - smtpd", *services, ""]))
    return {"PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "MAIL_CONFIG": str(settings), "LD_LIBRARY_PATH": str(libraries)}


def answers(port: int) -> bool:
    try:
        with socket.create_connection(("127.0.0.1", port), timeout=5) as client:
            return client.recv(3) == b"220"
    except OSError:
        return False


def main() -> None:
    port = free_port()
    environment = configure(port)
    master = subprocess.Popen([package / "usr/lib/postfix/sbin/master", "-c", folder / "settings", "-d"], env=environment,
                              stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=sys.stderr, start_new_session=True)
    try:
        while not answers(port):
            if master.poll() is not None:
                sys.exit(f"Postfix ended with {master.returncode}")
            time.sleep(0.05)
        print(port, flush=True)
        sys.stdin.read()
    finally:
        master.send_signal(signal.SIGTERM)
        master.wait()


main()
