-- As a release that kept no day of a mail wrote one that came before the claim to which the office put it; never to be edited.
insert into arrived_mail (id, mailbox, uid_validity, uid, claim_id, set_aside, sender, subject,
  arrived, authenticated, auth_detail, too_large, body_sealed, version)
values (904, 'imap://mail/INBOX', 3, 43, 900, 0, 'eleni@example.edu', 'certificate',
  1780000000123, 'pass', 'dkim=pass', 0, x'5aa17e163683b65e94e894ef94e894eb94e395d494e795d3be7e3de69eb5fd32', 2);
