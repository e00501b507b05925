-- SPDX-License-Identifier: Apache-2.0
-- Timers whose step failed: when it is tried again. How the running goes, not part of the case; a row goes with its
-- timer. Apart from case_timer, so that a timer that works costs nothing more.
create table case_timer_try (
    case_id bigint not null,
    token bigint not null,
    run_at bigint not null,
    attempts bigint not null,
    problem text not null,
    primary key (case_id, token)
) without rowid;

-- What waits for an operator; repeats the incidents of case_file.body for lists.
create table case_incident (
    case_id bigint not null,
    token bigint not null,
    raised_at bigint not null,
    kind text not null,
    element text not null,
    problem text not null,
    primary key (case_id, token)
) without rowid;
create index case_incident_raised on case_incident (raised_at);
