-- SPDX-License-Identifier: Apache-2.0
-- Where an issued licence is: its record in a register, its paper, the case it came from.
-- content_digest: hex, over the canonical JSON of the record as issued.
create table service_licence (
    identifier text not null primary key,
    record_id bigint not null,
    case_id bigint not null,
    file_id bigint not null,
    holder bigint not null,
    company text not null,
    number text not null,
    title text not null,
    content_digest text not null,
    issued_at bigint not null
) without rowid;
create index service_licence_holder on service_licence (holder);
create unique index service_licence_record on service_licence (record_id);
