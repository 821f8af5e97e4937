-- As the release whose nights know their policy wrote it; never to be edited.
insert into night (id, day, policy_hash) values (1, '2026-11-22', 'abc123');
insert into notice (person_id, number, ending, days_before, accepted, given_again, services)
values (7, 5, '2026-12-31', 30, '2026-12-01', 0, 'wifi lists');
