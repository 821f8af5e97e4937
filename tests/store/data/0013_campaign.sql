-- As the release with campaigns wrote it; never to be edited.
insert into campaign (id, name, stage, ends, ending, listed_by, created, started)
values (950, 'Ορκωμοσία Ιουλίου', 'paused', '2026-07-15', 'graduation', 'staff:maria',
  1790000000123, 1790000000456);
insert into campaign_member (campaign_id, affiliation_id, begun) values (950, 70, '2026-07-01');
