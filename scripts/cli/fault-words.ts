/** What a fault of a mail account means, and what to do about it. */
import type { AccountErrorCode } from '@tradepost/contract';

const WORDS: Readonly<Record<AccountErrorCode, string>> = {
  'wrong-password':
    'The server refuses the user name or the password. Check both; some providers want an app password.',
  'app-password-needed':
    'The provider wants an app password (授权码) instead of the usual one. Make one in the mailbox’s web settings.',
  'imap-disabled': 'IMAP is switched off for this mailbox. Switch it on in the mailbox’s web settings.',
  'refused-for-now':
    'The server refuses sign-ins for now. Nothing to do: it is tried again, more and more rarely.',
  'too-many-connections': 'The mailbox has too many connections open. Close other mail programs, or wait.',
  'unknown-host': 'The host name does not exist. Check its spelling.',
  unreachable: 'The server does not answer. Check host and port, and whether a firewall is in between.',
  timeout: 'The server is too slow to answer. It is tried again.',
  'tls-certificate':
    'The server’s certificate cannot be verified: it is for another host name, has expired, or is of an authority that this machine does not know. Ask whoever runs the server; the password was not sent.',
  'tls-handshake': 'No encrypted connection came about. Check port and security: 993 is TLS, 143 STARTTLS.',
  'starttls-missing': 'The server offers no STARTTLS here. Use TLS on port 993.',
  'not-imap': 'What answers there does not speak IMAP. Check the port.',
  'host-not-allowed': 'The host is private. The administrator can list it in ALLOWED_MAIL_HOSTS.',
  'connection-lost': 'The connection broke off. It is tried again.',
  'server-error': 'The server reports a fault of its own. It is tried again.',
  'mailbox-unreadable':
    'The server does not hand out everything in this mailbox. It is tried again; the rest is archived.',
  'mailboxes-not-kept':
    'Some of this account’s folders are not archived: at most 10,000 are kept, with names of at most 2,000 octets. Merge or rename them on the server.',
  'secret-unreadable':
    'The saved password cannot be decrypted. Restore the key file, or enter the password again.',
  'storage-full': 'The disk of the archive is full. Free some space; archiving goes on by itself.',
  'database-unavailable': 'The database does not answer. Archiving goes on by itself when it is back.',
  internal: 'Something unexpected happened; the log has the details. It is tried again.',
};

export function faultWords(code: string | null, detail: string | null): string {
  if (code === null) return '';
  const words = WORDS[code as AccountErrorCode] ?? code;
  return detail === null ? words : `${words} (${detail})`;
}
