-- Pictures in a mail's text and other versions of it are no papers. Of mails that came before nobody
-- knows: what is attached to them is taken for a paper.
alter table arrived_attachment add column in_text integer not null default 0
  check (in_text in (0, 1));
