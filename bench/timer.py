# SPDX-License-Identifier: Apache-2.0
"""The figures of timer_bench.cpp, for bench/run."""
import os

import lab


def rows(engine, args):
    """Pending timers and a stop of three days, on a store of their own."""
    pending = min(args.timers, 10_000) if args.quick else args.timers
    data = os.path.join(engine.folder, engine.name + "-timers")
    os.makedirs(data)
    db = engine.cluster.database("timers") if engine.cluster else ""
    found = lab.run_json([lab.tool("timer")] + lab.store_arguments(data, db) +
                         ["--pending", str(pending), "--due", "200" if args.quick else str(args.due)], timeout=3600)
    lab.say("timers %s: %s" % (engine.name, found))
    idle = [[engine.name, "{:,}".format(one["pending"]), "%.2f" % one["tick_p50"], "%.2f" % one["tick_p99"]] for one in found["idle"]]
    fired = [engine.name, "{:,}".format(pending), "{:,}".format(found["fired"]), "%.1f s" % found["fired_s"],
             "{:,.0f}".format(found["fired"] / max(found["fired_s"], 0.001)), "%d" % found["most_a_pass"],
             "%d" % found["out_of_order"], "%.1f / %.1f" % (found["command_p50"], found["command_p99"]),
             "%.1f / %.1f" % (found["meanwhile_p50"], found["meanwhile_p99"])]
    return idle, [fired]


def tables(timers, table):
    """Of what rows() gave for each engine."""
    if not timers:
        return []
    return [table("Timers: a pass of the runner while nothing is due", ["engine", "pending", "p50 ms", "p99 ms"],
                  [row for idle, _ in timers for row in idle]),
            table("Timers: due all at once after a stop of three days",
                  ["engine", "pending besides", "fired", "took", "/s", "most a pass", "out of order",
                   "a person's write p50 / p99 ms before", "meanwhile"], [row for _, fired in timers for row in fired])]
