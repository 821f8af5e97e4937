-- As the release with claims wrote it; never to be edited.
insert into claim (id, number, person_id, stage, kind, unit, until_day, said, office_message,
  created, changed, version)
values (900, '2F7K9QXM3A', 7, 'refused', 'undergraduate', '', null, '', 'πρόσφατο πιστοποιητικό',
  1790000000123, 1790000000456, 2);
