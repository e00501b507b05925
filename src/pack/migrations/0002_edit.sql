-- SPDX-License-Identifier: Apache-2.0
-- What the pack brought, where the file was edited here since (empty: the pack has no such file): importing the same pack
-- again leaves the edit alone.
alter table pack_file add column imported bytea;
