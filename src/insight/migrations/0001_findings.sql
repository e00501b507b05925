-- SPDX-License-Identifier: Apache-2.0
-- body: the whole Finding as JSON, the fold of its events; the other columns repeat what queries need.
-- A rule finds a case at most once.
create table insight_finding (
    id bigint primary key,
    case_id bigint not null,
    rule text not null,
    agency text not null,
    state text not null,
    answer_due bigint not null,
    body text not null
);
create unique index insight_finding_once on insight_finding (case_id, rule);

-- Cases that are open, and when time alone makes another look worth while. Derived: from the events of cases.
create table insight_watch (
    case_id bigint primary key,
    moved_at bigint not null,
    look_at bigint not null
);
create index insight_watch_look on insight_watch (look_at);
