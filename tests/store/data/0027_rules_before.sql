-- As the release that puts on record since when rules are in force wrote it; never to be edited.
insert into adopted_policy (id, hash) values (1, 'abc123');
insert into adopted_right (kind, service, opens, level, switched_on, keep, since, ends, given)
values ('undergraduate', 'wifi', 1, 0, 1, 'never', null, null, '2026-11-27');
insert into adopted_term (kind, term, months, until)
values ('researcher', 'from_activation', 24, '2026-11-27');
insert into adopted_term (kind, term, months, until)
values ('researcher', 'from_activation', 12, null);
