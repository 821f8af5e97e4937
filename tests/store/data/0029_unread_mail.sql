-- As the release that tells who wrote a mail wrote it; never to be edited.
insert into arrived_mail (id, mailbox, uid_validity, uid, claim_id, set_aside, sender, subject, arrived, authenticated,
  auth_detail, manner, dated, too_large, body_sealed, version)
values (906, 'imap://mail/INBOX', 3, 45, 900, 0, 'eleni@example.edu', 'Re: 2F7K9-QXM3A', 1790000001123, 'pass',
  'dkim=pass', 'by_program', null, 0, x'f49d7e163681b65e94e894ef94e894eb94e395d494e795d3be7e3de69eb5fd32', 1);
insert into mailbox_position (mailbox, uid_validity, uid, failing_uid, failures) values ('imap://mail/INBOX', 3, 45, 46, 15);
