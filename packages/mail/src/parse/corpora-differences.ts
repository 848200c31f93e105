/** Where another parser reads a message differently, and why ours stands. */
export const differences: Record<string, string> = {
  'cpython/test_email/data/msg_02.txt text': 'the messages of a digest are enclosed messages',
  'cpython/test_email/data/msg_04.txt text': 'a later text that bears a name is a file',
  'cpython/test_email/data/msg_11.txt text': 'a message that only encloses another is read through it',
  'cpython/test_email/data/msg_14.txt text': 'a type without a subtype: theirs loses the text',
  'cpython/test_email/data/msg_16.txt text': 'a delivery report is a part of its own, not text',
  'cpython/test_email/data/msg_17.txt text': 'a multipart without parts: theirs loses the text',
  'cpython/test_email/data/msg_19.txt text': 'a first line that reads like a field: theirs loses it',
  'cpython/test_email/data/msg_25.txt text': 'a delivery report is a part of its own, not text',
  'cpython/test_email/data/msg_28.txt text': 'a message that only encloses another is read through it',
  'cpython/test_email/data/msg_30.txt text': 'theirs takes the headers of enclosed messages into the text',
  'cpython/test_email/data/msg_31.txt text': 'a multipart without parts: theirs loses the text',
  'cpython/test_email/data/msg_34.txt text': 'the messages of a digest are enclosed messages',
  'cpython/test_email/data/msg_35.txt text': 'no blank line before the body: theirs loses the text',
  'cpython/test_email/data/msg_38.txt text': 'outer boundaries count at any level (RFC 2046 5.1.2)',
  'cpython/test_email/data/msg_41.txt text': 'a multipart without parts: theirs loses the text',
  'cpython/test_email/data/msg_43.txt text': 'a delivery report is a part of its own, not text',
  'cpython/test_email/data/msg_44.txt text': 'a later text that bears a name is a file',
  'cpython/test_email/data/msg_46.txt text': 'a message that only encloses another is read through it',
  'mailparser/fixtures/delivery-status.eml text': 'a delivery report is a part of its own, not text',
  'mailparser/fixtures/large_text.eml text': 'cut at the bound',
  'ruby-mail/emails/attachment_emails/attachment_pdf_non_ascii.eml text': 'UTF-8 octets under another label',
  'ruby-mail/emails/attachment_emails/attachment_pdf_non_ascii_lf.eml text':
    'UTF-8 octets under another label',
  'ruby-mail/emails/mime_emails/raw_email_with_mimepart_without_content_type.eml text':
    'a delivery report is a part of its own, not text',
  'ruby-mail/emails/multipart_report_emails/multi_address_bounce1.eml text':
    'a delivery report is a part of its own, not text',
  'ruby-mail/emails/multipart_report_emails/multi_address_bounce2.eml text':
    'a delivery report is a part of its own, not text',
  'ruby-mail/emails/multipart_report_emails/report_422.eml text':
    'a delivery report is a part of its own, not text',
  'ruby-mail/emails/multipart_report_emails/report_530.eml text':
    'a delivery report is a part of its own, not text',
  'ruby-mail/emails/plain_emails/raw_email_multiple_from.eml from':
    'two senders without a comma: theirs takes one for a name',
  'spamassassin/easy-ham-2/01311.b6a06b3e24130a32172b4c5225a1d5a6.txt text':
    'a delivery report is a part of its own, not text',
  'spamassassin/hard-ham-1/00220.11f0abf371588687744d151b46903087.txt text':
    'UTF-8 octets under another label',
  'spamassassin/spam-2/00080.2dda9e4297c6b66bff478c9d2d3756f1.txt from': 'two at signs: no address',
  'spamassassin/spam-2/00135.9996d6845094dcec94b55eb1a828c7c4.txt from':
    'brackets in a local part: no address',
  'spamassassin/spam-2/00136.870132877ae18f6129c09da3a4d077af.txt from':
    'brackets in a local part: no address',
};
