-- What was erased: whose data went, so that a check finds remains; and audit entries that have lost
-- their words. `erased` is the signature, after the public key, of the key file that the database does
-- not hold: nobody without it can take words away.
create table erased_person (
  person_id integer primary key,
  erased_at integer not null
) strict;

alter table audit_entry add column erased blob;

-- Letters go when their time has come, without looking at all others.
create index mail_finished on mail (finished) where finished is not null;
