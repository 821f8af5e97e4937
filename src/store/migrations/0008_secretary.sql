-- The units that a secretary is of, by key of the policy.
create table staff_unit (
  staff_id integer not null references staff (id),
  unit text not null,
  primary key (staff_id, unit)
) strict;

-- Few are new at a time: whoever waits for an account is found without walking everybody.
create index account_not_activated on account (person_id)
where activated is null and closed is null;
