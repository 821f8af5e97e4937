-- name: migration_table
create table if not exists migration (
  number integer primary key,
  name text not null,
  hash blob not null
) strict
