-- name: migration_table
create table if not exists migration (
  number bigint primary key,
  name text not null,
  hash bytea not null
)
