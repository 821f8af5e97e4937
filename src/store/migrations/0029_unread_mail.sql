-- Which mail of a mailbox could not be read, and how often: so that it does not keep the rest waiting for ever.
alter table mailbox_position add column failing_uid integer not null default 0;
alter table mailbox_position add column failures integer not null default 0;

-- What a mail's head tells of how it was written, and the day it bears. Of mails that came before nobody knows: what the
-- office has seen them to be worth does not change under it.
alter table arrived_mail add column manner text not null default 'written_to_us';
alter table arrived_mail add column dated integer;
update arrived_mail set dated = coalesce((
  select case when c.created > arrived_mail.arrived then c.created else arrived_mail.arrived end
  from claim c
  where c.id = arrived_mail.claim_id), arrived);
