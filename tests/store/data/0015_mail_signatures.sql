-- As the release that looks behind signatures wrote it; never to be edited. A mail and its
-- attachment of the release before stand beside one of its own.
insert into arrived_mail (id, mailbox, uid_validity, uid, claim_id, set_aside, sender, subject,
  arrived, authenticated, auth_detail, too_large, body_sealed, version)
values (905, 'imap://mail/INBOX', 3, 44, 900, 0, 'eleni@example.edu', 'Re: 2F7K9-QXM3A',
  1790000000123, 'pass', 'dkim=pass', 0, x'0da37e163684b65e94e894ef94e894eb94e395d494e795d3be7e3de69eb5fd32', 1);
insert into arrived_attachment (mail_id, number, file_name, media_type, size, signature, signer,
  contents_sealed)
values (905, 0, 'old.pdf', 'application/pdf', 4, 'valid', 'Ελένη', cast('sealed' as blob));
insert into arrived_attachment (mail_id, number, file_name, media_type, size, signature, signer,
  contents_sealed, signer_mail, issuer, signed_at)
values (905, 1, 'new.pdf', 'application/pdf', 4, 'not_in_force', 'Ελένη', cast('sealed' as blob),
  'eleni@example.edu', 'Academic authority', 1790000000456);
