-- Rows of a registry from before the release that remembers their own ends; never to be edited. The
-- end of the second one is a campaign's.
insert into affiliation (id, person_id, kind, unit, from_day, ends, ending, head_of_unit, asserted_by)
values (221, 7, 'undergraduate', 'chemistry', '2020-09-01', '2027-09-01', 'lapsed', 0, 'registry students'),
  (222, 7, 'undergraduate', 'chemistry', '2020-09-01', '2026-07-01', 'graduation', 0, 'registry students');
insert into campaign (id, name, stage, ends, ending, listed_by, created)
values (229, 'Ορκωμοσία', 'running', '2026-07-01', 'graduation', 'staff:maria', 1790000000999);
insert into campaign_member (campaign_id, affiliation_id, begun) values (229, 222, '2026-06-01');
insert into registry_row (registry, row_key, fingerprint, person_id, affiliation_id, state)
values ('students', '221', cast('0123456789abcdef' as blob), 7, 221, 'asserted'),
  ('students', '222', cast('0123456789abcdef' as blob), 7, 222, 'asserted'),
  ('students', '223', cast('0123456789abcdef' as blob), null, null, 'held');
insert into registry_held (id, registry, row_key, reason, since, key, first_name, last_name,
  father_name, first_latin, last_latin, birth, document, email, phone, kind, unit, from_day, ending,
  head_of_unit)
values (223, 'students', '223', 'perhaps_somebody_known', 1790000000999, '223', 'Γιώργος',
  'Παπαδόπουλος', '', '', '', '2001-02-03', 'identity_card', '', '', 'undergraduate', 'chemistry',
  '2026-10-01', 'lapsed', 0);
