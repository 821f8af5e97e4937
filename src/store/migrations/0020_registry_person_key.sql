-- The registry's own name of the person, where a row's key is made of more than that. Rows that were
-- delivered before get theirs when they change.
alter table registry_row add column person_key text;
create index registry_row_person_key on registry_row (registry, person_key)
where person_key is not null;
