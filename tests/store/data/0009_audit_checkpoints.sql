-- As the release that signs the audit wrote it; never to be edited.
insert into audit_checkpoint (number, hash, at, previous, key, signature)
values (12, cast('0123456789abcdef0123456789abcdef' as blob), 1790000000123, 0,
  cast('KEYkeyKEYkeyKEYkeyKEYkeyKEYkey32' as blob),
  cast('signature-of-sixty-four-octets-signature-of-sixty-four-octets-64' as blob));
