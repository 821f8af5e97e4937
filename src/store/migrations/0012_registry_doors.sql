-- Rows of registries that wait for the office, as they were delivered; when a registry was fetched
-- by the clock.
create table registry_held (
  id integer primary key,
  registry text not null,
  row_key text not null,
  reason text not null,
  since integer not null,
  key text not null,
  first_name text not null,
  last_name text not null,
  father_name text not null,
  first_latin text not null,
  last_latin text not null,
  birth text not null,
  document text not null,
  document_number_sealed blob,
  afm_sealed blob,
  amka_sealed blob,
  email text not null,
  phone text not null,
  kind text not null,
  unit text not null,
  from_day text not null,
  ends text,
  ending text not null,
  head_of_unit integer not null check (head_of_unit in (0, 1))
) strict;
create unique index registry_held_key on registry_held (registry, row_key);

create table registry_fetch (
  registry text primary key,
  day text not null,
  at integer not null,
  fault text not null
) strict;

-- What was held before kept nothing of the row: the next delivery holds it anew.
delete from registry_row where state = 'held';
