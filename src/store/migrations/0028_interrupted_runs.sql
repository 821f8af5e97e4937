-- What a run was of, so that one that died is gone on with; and how many of its rows wait for the office.
alter table registry_run add column digest blob;
alter table registry_run add column held integer not null default 0;
