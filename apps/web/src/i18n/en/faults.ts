/** What is wrong with a mail account or a mailbox, and what to do: one pair for each code of the contract. */
import type { AccountErrorCode } from '@tradepost/contract';

export const faultTitle = {
  'wrong-password': 'The mail server refuses the password',
  'app-password-needed': 'This provider wants an app password',
  'imap-disabled': 'IMAP is switched off for this mailbox',
  'refused-for-now': 'The mail server refuses for now',
  'too-many-connections': 'Too many connections to this mailbox',
  'unknown-host': 'There is no mail server of this name',
  unreachable: 'The mail server cannot be reached',
  timeout: 'The mail server does not answer in time',
  'tls-certificate': 'The certificate of the mail server is not valid',
  'tls-handshake': 'No secure connection could be made',
  'starttls-missing': 'The mail server does not offer STARTTLS',
  'not-imap': 'What answers there is not an IMAP server',
  'host-not-allowed': 'This host is not allowed',
  'connection-lost': 'The connection broke',
  'server-error': 'The mail server reports an error',
  'mailbox-unreadable': 'One folder cannot be read',
  'mailboxes-not-kept': 'Some folders are not archived',
  'secret-unreadable': 'The stored password cannot be opened',
  'storage-full': 'The disk of the archive is full',
  'database-unavailable': 'The database is not available',
  internal: 'Something went wrong inside Tradepost',
} as const satisfies Record<AccountErrorCode, string>;

export const faultAdvice = {
  'wrong-password': 'Enter it again. If it was changed with the provider, enter the new one here.',
  'app-password-needed':
    'Make an app password (also called authorisation code) in the web mail’s settings and enter that, not the password you sign in with.',
  'imap-disabled': 'Switch IMAP on in the web mail’s settings, or ask whoever runs your mail to do so.',
  'refused-for-now': 'Most often a limit of the provider. Nothing to do: it is tried again by itself.',
  'too-many-connections':
    'Close other mail programs that use this mailbox, or wait: it is tried again by itself.',
  'unknown-host': 'Check the server’s name for a typing mistake.',
  unreachable: 'Check server and port. A firewall may also block the way out.',
  timeout: 'Check server and port; if they are right, it is tried again by itself.',
  'tls-certificate':
    'The server’s name may be wrong, its certificate expired, or issued by an authority that is not known here. Ask whoever runs it; the password was not sent.',
  'tls-handshake': 'Try the other kind of security, or port 993 with TLS.',
  'starttls-missing': 'Use TLS on port 993. The password was not sent.',
  'not-imap': 'Check the port: 993 for TLS, 143 for STARTTLS. 995, 465 and 587 belong to other services.',
  'host-not-allowed':
    'Addresses inside the network are refused unless the administrator lists them in ALLOWED_MAIL_HOSTS.',
  'connection-lost': 'Nothing was lost. It goes on from the same place by itself.',
  'server-error': 'It is tried again by itself. If it stays, show the server’s words to the provider.',
  'mailbox-unreadable': 'The other folders go on. See the folder’s line for what the server says.',
  'mailboxes-not-kept':
    'Up to 10,000 folders of an account are archived, with names of up to 2,000 bytes. Merge or rename the others on the mail server; everything else is archived.',
  'secret-unreadable': 'The key file has changed or is missing. Restore it, or enter the password again.',
  'storage-full': 'Make room on the disk. It goes on by itself; nothing was lost.',
  'database-unavailable': 'It goes on by itself when the database is back; nothing was lost.',
  internal: 'It is tried again by itself. If it stays, send the log to whoever looks after Tradepost.',
} as const satisfies Record<AccountErrorCode, string>;
