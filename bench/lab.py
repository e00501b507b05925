# SPDX-License-Identifier: Apache-2.0
"""What bench/run, bench/soak and bench/start share: builds, private databases, servers that are started and stopped.
Everything runs on this machine; servers listen on 127.0.0.1 only."""
import getpass
import glob
import http.client
import json
import os
import pwd
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
BUILD = os.environ.get("HZ_BUILD", os.path.join(ROOT, "build", "release"))
PACK = os.path.join(ROOT, "packs", "_fixture", "kite-licence")
PROGRAM = os.path.join(BUILD, "src", "app", "huizheng")
SLOW_FSYNC = os.path.join(BUILD, "bench", "libslow_fsync.so")


def tool(name):
    return os.path.join(BUILD, "bench", "bench_" + name)


def say(text):
    print(text, file=sys.stderr, flush=True)


def build():
    say("building ...")
    quiet = {"stdout": sys.stderr, "check": True, "cwd": ROOT}
    subprocess.run(["cmake", "-B", BUILD, "--preset", "release"], **quiet)
    subprocess.run(["cmake", "--build", BUILD, "--target", "huizheng", "bench"], **quiet)


def slow_environment(us):
    """The environment in which every sync takes `us` microseconds more; the usual one for 0."""
    environment = dict(os.environ)
    if us:
        environment.update(LD_PRELOAD=SLOW_FSYNC, SLOW_FSYNC_US=str(us))
    return environment


def run_lines(command, timeout=600, env=None):
    """Runs a program that prints lines of JSON."""
    done = subprocess.run(command, stdout=subprocess.PIPE, timeout=timeout, env=env, check=False)
    if done.returncode != 0:
        raise SystemExit("failed (%d): %s" % (done.returncode, " ".join(command)))
    return [json.loads(line) for line in done.stdout.decode().strip().splitlines()]


def run_json(command, timeout=600, env=None):
    """The last line only."""
    return run_lines(command, timeout, env)[-1]


class Folder:
    """A folder on a real disk, gone afterwards."""

    def __init__(self):
        self.path = tempfile.mkdtemp(prefix="hz-bench-", dir=os.environ.get("HZ_BENCH_DIR"))
        os.chmod(self.path, 0o755)

    def __enter__(self):
        return self.path

    def __exit__(self, *_):
        shutil.rmtree(self.path, ignore_errors=True)


class Cluster:
    """A private PostgreSQL server with durable commits, on a unix socket."""

    SETTINGS = ["listen_addresses=", "shared_buffers=512MB", "max_wal_size=4GB", "fsync=on", "synchronous_commit=on",
                "full_page_writes=on", "max_connections=60", "jit=off"]

    def __init__(self, folder):
        found = sorted(glob.glob("/usr/lib/postgresql/*/bin"), key=lambda p: int(p.split("/")[-2])) or ["/usr/bin"]
        self.programs = found[-1]
        self.folder = os.path.join(folder, "pg")
        self.data = os.path.join(self.folder, "data")
        os.makedirs(self.folder)
        self.user = "postgres" if os.geteuid() == 0 else None  # it refuses to run as root
        self.name = self.user or getpass.getuser()
        self.library = shutil.copy(SLOW_FSYNC, self.folder) if os.path.exists(SLOW_FSYNC) else SLOW_FSYNC
        os.chmod(self.library, 0o755)
        if self.user:
            shutil.chown(self.folder, self.user, pwd.getpwnam(self.user).pw_gid)
        self.log = open(os.path.join(folder, "postgresql.log"), "ab")
        subprocess.run([self.programs + "/initdb", "-D", self.data, "-U", "postgres", "-A", "trust", "-E", "UTF8",
                        "--locale=C", "--no-instructions"], check=True, **self.how())
        self.process = None

    def how(self, env=None):
        out = {"stdout": self.log, "stderr": self.log, "cwd": self.folder, "env": env}
        if self.user:
            account = pwd.getpwnam(self.user)
            out.update(user=account.pw_uid, group=account.pw_gid, extra_groups=[])
        return out

    def start(self, slow_us=0):
        environment = slow_environment(slow_us)
        if slow_us:
            environment["LD_PRELOAD"] = self.library
        command = [self.programs + "/postgres", "-D", self.data, "-k", self.folder]
        for setting in self.SETTINGS:
            command += ["-c", setting]
        self.process = subprocess.Popen(command, **self.how(environment))
        for _ in range(1200):
            ready = subprocess.run([self.programs + "/pg_isready", "-q", "-h", self.folder], check=False)
            if ready.returncode == 0:
                return
            if self.process.poll() is not None:
                break
            time.sleep(0.05)
        raise SystemExit("PostgreSQL does not start; see its log")

    def stop(self, how=signal.SIGINT):
        """SIGINT: fast. SIGQUIT: at once, as a crash."""
        if self.process is not None:
            self.process.send_signal(how)
            self.process.wait(60)
            self.process = None

    def restart(self, slow_us=0, how=signal.SIGINT):
        self.stop(how)
        self.start(slow_us)

    def database(self, name):
        subprocess.run([self.programs + "/createdb", "-h", self.folder, "-U", "postgres", name], check=True)
        return self.url(name)

    def url(self, name):
        return "postgresql:///%s?host=%s&user=postgres" % (name, self.folder)

    def version(self):
        return subprocess.run([self.programs + "/postgres", "--version"], stdout=subprocess.PIPE,
                              check=True).stdout.decode().split()[2]


def free_port():
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


class Server:
    """`huizheng serve`, from exec to the first answered request."""

    def __init__(self, data, db="", slow_us=0, program=PROGRAM, log=None):
        self.port = free_port()
        command = [program, "serve", "--data", data, "--port", str(self.port), "--quiet"]
        if db:
            command += ["--db", db]
        began = time.monotonic()
        self.process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=log or sys.stderr,
                                        env=slow_environment(slow_us))
        while not self.answers():
            if self.process.poll() is not None:
                raise SystemExit("the server ended at once: %d" % self.process.returncode)
            if time.monotonic() - began > 120:
                raise SystemExit("the server does not answer")
            time.sleep(0.002)
        self.start_seconds = time.monotonic() - began

    def answers(self):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        try:
            connection.request("GET", "/api/v1/site")
            return connection.getresponse().status == 200
        except OSError:
            return False
        finally:
            connection.close()

    def resident_mb(self):
        with open("/proc/%d/status" % self.process.pid, encoding="ascii") as f:
            for line in f:
                if line.startswith("VmRSS:"):
                    return int(line.split()[1]) / 1024
        return 0

    def processor_seconds(self):
        with open("/proc/%d/stat" % self.process.pid, encoding="ascii") as f:
            fields = f.read().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def stop(self, how=signal.SIGTERM):
        if self.process.poll() is None:
            self.process.send_signal(how)
        try:
            self.process.wait(60)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
            raise SystemExit("the server did not stop within a minute") from None
        return self.process.returncode


def store_arguments(data, db):
    return ["--data", data] + (["--db", db] if db else [])


def fill(data, db, cases):
    began = time.monotonic()
    out = run_json([tool("fill")] + store_arguments(data, db) + ["--pack", PACK, "--cases", str(cases)], timeout=3600)
    say("  filled to %d cases in %.0f s" % (out["cases"], time.monotonic() - began))
    return out["cases"]


def machine():
    model, processors = "unknown", os.cpu_count()
    with open("/proc/cpuinfo", encoding="utf-8") as f:
        for line in f:
            if line.startswith("model name"):
                model = line.split(":", 1)[1].strip()
                break
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return "%s, %d processors, %.0f GiB, Linux %s" % (model, processors, memory, os.uname().release)


def sync_us(folder, count=200):
    """What one fdatasync after a small append takes here: the median."""
    took = []
    path = os.path.join(folder, "sync")
    handle = os.open(path, os.O_WRONLY | os.O_CREAT, 0o600)
    for _ in range(count):
        os.write(handle, b"x" * 4096)
        began = time.perf_counter()
        os.fdatasync(handle)
        took.append(time.perf_counter() - began)
    os.close(handle)
    os.unlink(path)
    return sorted(took)[len(took) // 2] * 1e6


def commit():
    done = subprocess.run(["git", "-C", ROOT, "rev-parse", "--short", "HEAD"], stdout=subprocess.PIPE,
                          stderr=subprocess.DEVNULL, check=False)
    return done.stdout.decode().strip() or "unknown"
