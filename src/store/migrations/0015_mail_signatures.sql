-- What the certificate behind an attachment's signature says. Mails that came before were not checked.
alter table arrived_attachment add column signer_mail text not null default '';
alter table arrived_attachment add column issuer text not null default '';
alter table arrived_attachment add column signed_at integer;
