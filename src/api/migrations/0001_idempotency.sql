-- SPDX-License-Identifier: Apache-2.0
-- Answers already given, so that a repeated POST gets the first one again. Kept for a day.
create table api_answer (
    account bigint not null,
    idempotency_key text not null,
    request_digest text not null,
    status bigint not null,
    answer text not null,
    created_at bigint not null,
    primary key (account, idempotency_key)
) without rowid;
