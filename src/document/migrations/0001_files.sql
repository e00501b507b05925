-- SPDX-License-Identifier: Apache-2.0
-- context: what it belongs to, "draft:<id>", "case:<id>", "licence:<identifier>". received: bytes durably stored so far.
create table document_file (
    id bigint primary key,
    owner bigint not null,
    context text not null,
    material text not null,
    name text not null,
    media_type text not null,
    size bigint not null,
    received bigint not null,
    state text not null,
    digest text not null,
    created_at bigint not null
);
create index document_file_context on document_file (context);

create table document_chunk (
    file_id bigint not null,
    start bigint not null,
    content bytea not null,
    primary key (file_id, start)
);
