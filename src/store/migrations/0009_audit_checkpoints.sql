-- What the audit chain was, signed by a key that the database does not hold. Each names the one
-- before it, so that a removed one is missed.
create table audit_checkpoint (
  number integer primary key,
  hash blob not null,
  at integer not null,
  previous integer not null,
  key blob not null,
  signature blob not null
) strict;

create index audit_entry_actor on audit_entry (actor, number);
