-- As the release that puts the rules in force on record wrote it; never to be edited.
insert into adopted_policy (id, hash) values (1, 'abc123');
insert into adopted_right (kind, service, opens, level, switched_on, keep, since, ends)
values ('undergraduate', 'email', 1, 0, 1, 'after_graduation', null, null);
insert into adopted_right (kind, service, opens, level, switched_on, keep, since, ends)
values ('undergraduate', 'wifi', 1, 0, 1, 'never', '2026-11-27', '2027-01-27');
