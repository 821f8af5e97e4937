-- As the release with the registries' pages wrote it; never to be edited.
insert into registry_held (id, registry, row_key, reason, since, key, first_name, last_name,
  father_name, first_latin, last_latin, birth, document, email, phone, kind, unit, from_day, ending,
  head_of_unit)
values (12, 'students', '1080009', 'perhaps_somebody_known', 1790000000999, '1080009', 'Γιώργος',
  'Παπαδόπουλος', '', '', '', '2001-02-03', 'identity_card', '', '', 'undergraduate', 'chemistry',
  '2026-10-01', 'lapsed', 0);
insert into registry_fetch (registry, day, at, fault)
values ('students', '2026-10-01', 1790000000999, '');
