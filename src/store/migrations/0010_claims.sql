-- "I am still a member": claims, their papers, and the letters about them.
create table claim (
  id integer primary key,
  number text not null,
  person_id integer not null references person (id),
  stage text not null,
  kind text not null,
  unit text not null,
  until_day text,
  said text not null,
  office_message text not null,
  created integer not null,
  changed integer not null,
  version integer not null check (version >= 1)
) strict;
create unique index claim_number on claim (number);
create index claim_person on claim (person_id);
create index claim_stage on claim (stage, created);

create table claim_document (
  id integer primary key,
  claim_id integer not null references claim (id),
  evidence text not null,
  file_name text not null,
  media_type text not null,
  size integer not null,
  received integer not null,
  contents_sealed blob not null
) strict;
create index claim_document_claim on claim_document (claim_id);

create table claim_letter (
  mail_id integer primary key,
  claim_id integer not null references claim (id)
) strict;

-- What came to the helpdesk's mailbox. `claim_id` is null while nobody knows where it belongs.
create table arrived_mail (
  id integer primary key,
  mailbox text not null,
  uid_validity integer not null,
  uid integer not null,
  claim_id integer references claim (id),
  set_aside integer not null check (set_aside in (0, 1)),
  sender text not null,
  subject text not null,
  arrived integer not null,
  authenticated text not null,
  auth_detail text not null,
  too_large integer not null check (too_large in (0, 1)),
  body_sealed blob not null,
  version integer not null check (version >= 1)
) strict;
create unique index arrived_mail_uid on arrived_mail (mailbox, uid_validity, uid);
create index arrived_mail_claim on arrived_mail (claim_id, set_aside);

create table arrived_attachment (
  mail_id integer not null references arrived_mail (id),
  number integer not null,
  file_name text not null,
  media_type text not null,
  size integer not null,
  signature text not null,
  signer text not null,
  contents_sealed blob not null,
  primary key (mail_id, number)
) strict;

create table mailbox_position (
  mailbox text primary key,
  uid_validity integer not null,
  uid integer not null
) strict;
