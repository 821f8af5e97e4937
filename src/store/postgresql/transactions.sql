-- name: transaction_read
begin isolation level repeatable read, read only

-- name: transaction_write
begin isolation level repeatable read

-- Taken before the first statement sees anything: writers follow one another, as in SQLite, and the
-- audit chain has one end.
-- name: transaction_writer_lock
lock table audit_head in exclusive mode

-- name: transaction_migration
begin isolation level read committed

-- The number is ours alone; it keeps two programs from migrating one database together.
-- name: transaction_migration_lock
select pg_advisory_xact_lock(7310579640327)

-- name: transaction_commit
commit

-- name: transaction_rollback
rollback
