-- As the release with registries wrote it; never to be edited.
insert into registry_row (registry, row_key, fingerprint, person_id, affiliation_id, state)
values ('students', '1080007', cast('0123456789abcdef' as blob), 7, 70, 'asserted');
insert into registry_run (id, registry, source, made, started, applied, verdict, asserted, delivered,
  unchanged, added, changed, ended, bad, started_by, confirmed_by)
values (960, 'students', 'students.csv', 1790000000123, 1790000000456, 1790000000789,
  'too_many_endings', 20, 15, 14, 0, 0, 5, 1, 'operator', 'staff:maria');
insert into registry_bad_row (run_id, number, line, row_key, column_name, reason, found)
values (960, 0, 17, '1080012', 'birth', 'not_a_date', '31/02/2001');
