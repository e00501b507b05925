-- SPDX-License-Identifier: Apache-2.0
-- Under which calendar the deadlines of all open cases are counted, and how far the change to another has come. One row.
-- applied, target: versions of definitions as JSON; target is empty while no change is under way. begun_at: when the
-- change was noticed. next_after: cases up to this id are done.
create table case_calendar (
    id bigint primary key,
    applied text not null,
    target text not null,
    begun_at bigint not null,
    next_after bigint not null
);
