-- As the release that tells papers from pictures in the text wrote it; never to be edited.
insert into arrived_attachment (mail_id, number, file_name, media_type, size, signature, signer,
  contents_sealed, signer_mail, issuer, signed_at, in_text)
values (905, 2, 'logo.png', 'image/png', 4, 'none', '', cast('sealed' as blob), '', '', null, 1);
