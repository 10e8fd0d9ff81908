#!/usr/bin/env python3
"""The same two lists reconciled by ingather, polars and DuckDB, in turns, each answer held against the truth.

    cargo build --release
    cargo bench --bench reconcile -- generate --rows 1000000 --to target/lists
    python3 benches/peers.py target/release/ingather target/lists [rounds]

Peers that are not installed are left out. Every program is a process of its own and reads the files anew. What
counts is the ratio of medians; `wc -l` of both files is the unit.
"""

import json
import os
import statistics
import subprocess
import sys
import time
from pathlib import Path

KEYS = ["outstanding", "invited", "consolidated", "native"]
ADDRESS = r"^[^@\s]+@[^@\s]+\.[^@\s]+$"


def polars(release, members):
    import polars as pl

    def people(path, column, *more):
        rows = pl.scan_csv(path, infer_schema=False).select(pl.col(column).alias("email"), *more)
        rows = rows.with_columns(pl.col("email").str.strip_chars().str.to_lowercase())
        return rows.filter(pl.col("email").str.contains(ADDRESS)).unique("email", keep="first")

    outside = people(release, "email", pl.lit(True).alias("was"))
    inside = people(members, "Email", (pl.col("User Status") == "Pending").alias("pending"))
    both = outside.join(inside, on="email", how="full", coalesce=True)
    was, pending = pl.col("was").is_not_null(), pl.col("pending")
    counts = [was & pending.is_null(), was & pending, was & ~pending, ~was & ~pending]
    domain = pl.col("email").str.split("@").list.last().alias("domain")
    answer = both.group_by(domain).agg(count.sum().alias(key) for key, count in zip(KEYS, counts)).collect()
    return {row.pop("domain"): row for row in answer.to_dicts()}


def duckdb(release, members):
    import duckdb as db

    def people(path, column, pending):
        return f"""(select e as email, arg_min(p, n) as pending from (
            select lower(trim("{column}")) as e, {pending} as p, row_number() over () as n
            from read_csv('{path}', header = true, all_varchar = true))
            where regexp_matches(e, '{ADDRESS}') group by e)"""

    inside = people(members, "Email", "\"User Status\" = 'Pending'")
    answer = db.sql(f"""select split_part(coalesce(o.email, m.email), '@', 2),
        count(*) filter (o.email is not null and m.email is null),
        count(*) filter (o.email is not null and m.pending),
        count(*) filter (o.email is not null and not m.pending),
        count(*) filter (o.email is null and not m.pending)
        from {people(release, "email", "false")} o full join {inside} m on o.email = m.email group by 1""")
    return {row[0]: dict(zip(KEYS, row[1:])) for row in answer.fetchall()}


PEERS = {"polars": polars, "duckdb": duckdb}


def installed(module):
    found = subprocess.run([sys.executable, "-c", f"import {module}"], capture_output=True, check=False)
    return found.returncode == 0


def timed(command):
    """Returns the seconds a command took, the most memory it held in MiB, and what it wrote."""
    begun = time.perf_counter()
    with subprocess.Popen(command, stdout=subprocess.PIPE) as running:
        out = running.stdout.read()
        _, running.returncode, used = os.wait4(running.pid, 0)
    if running.returncode != 0:
        sys.exit(f"{command} failed")
    return time.perf_counter() - begun, used.ru_maxrss / 1024, out


def counted(name, out):
    answer = json.loads(out)
    answer = answer["domains"] if name == "ingather" else answer
    return {domain: {key: counts[key] for key in KEYS} for domain, counts in answer.items()}


def main(binary, folder, rounds="7"):
    release, members = str(Path(folder, "release.csv")), str(Path(folder, "members.csv"))
    truth = json.loads(Path(folder, "truth.json").read_text())["domains"]
    programs = {
        "wc -l": ["wc", "-l", release, members],
        "ingather": [binary, "compare", "--outside", release, "--members", members, "--json"],
    }
    for name in filter(installed, PEERS):
        programs[name] = [sys.executable, __file__, name, release, members]
    times, memory = {name: [] for name in programs}, {}
    for turn in range(int(rounds)):
        for name, command in programs.items():
            took, held, out = timed(command)
            times[name].append(took)
            memory[name] = max(memory.get(name, 0), held)
            if turn == 0 and name != "wc -l" and counted(name, out) != truth:
                sys.exit(f"{name} gives another answer than the truth")
    unit, ours = (statistics.median(times[name]) for name in ["wc -l", "ingather"])
    print(f"{rounds} rounds    median     least   / wc -l / ingather  most memory")
    for name, taken in times.items():
        middle = statistics.median(taken)
        ratios = f"{middle / unit:9.1f} {middle / ours:10.2f}"
        print(f"{name:9} {middle:8.3f} s {min(taken):7.3f} s {ratios} {memory[name]:8.0f} MiB")


if __name__ == "__main__":
    if sys.argv[1] in PEERS:
        print(json.dumps(PEERS[sys.argv[1]](*sys.argv[2:])))
    else:
        main(*sys.argv[1:])
