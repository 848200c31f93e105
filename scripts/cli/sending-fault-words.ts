/** What a fault of sending means, and what to do about it. */
import type { OutgoingErrorCode } from '@tradepost/contract';

const WORDS: Readonly<Record<OutgoingErrorCode, string>> = {
  'wrong-password':
    'The server refuses the user name or the password. Check both; some providers want an app password.',
  'app-password-needed':
    'The provider wants an app password (授权码) instead of the usual one. Make one in the mailbox’s web settings.',
  'sending-disabled':
    'Sending by mail programs (SMTP) is switched off for this mailbox. Switch it on in its web settings.',
  'sending-limit': 'The provider lets this mailbox send no more for now. It is tried again later.',
  'refused-for-now': 'The server says “not now”. It is tried again.',
  'sender-refused':
    'The server refuses the sender address. Most want it to be the address of the user who signs in.',
  'recipient-refused': 'The server refuses the recipient. Is the address right?',
  'mail-refused': 'The server refuses the mail itself.',
  'too-large': 'The mail is larger than the server takes. Send large files by a link.',
  'unknown-host': 'The host name does not exist. Check its spelling.',
  unreachable: 'The server does not answer. Check host and port, and whether a firewall is in between.',
  timeout: 'The server is too slow to answer. It is tried again.',
  'tls-certificate':
    'The server’s certificate cannot be verified: it is for another host name, has expired, or is of an authority that this machine does not know.',
  'tls-handshake': 'No encrypted connection came about. Port 465 is TLS, 587 STARTTLS.',
  'starttls-missing': 'The server offers no STARTTLS here. Use TLS on port 465.',
  'host-not-allowed': 'The host is private. The administrator can list it in ALLOWED_MAIL_HOSTS.',
  'connection-lost': 'The connection broke off. It is tried again.',
  'server-error': 'The server reports a fault of its own. It is tried again.',
  'secret-unreadable':
    'The saved password cannot be decrypted. Restore the key file, or enter the password again.',
  'bad-address': 'The address is none, or none that a mail server takes.',
  expired: 'It waited for more than three days and was given up.',
  'recipient-left': 'Its recipient was disabled before it went out.',
  'account-paused': 'The account is paused. Resume it, and the mail goes out.',
  'account-removed': 'The account is disconnected.',
  'no-sending-server':
    'The account has no server for sending. Name one: account sending ADDRESS --smtp HOST:PORT.',
  'no-right-to-account': 'Its author may not write as this mail account any more.',
  'customer-not-yours':
    'The customer has another salesperson by now, or lies in the public pool: its author may not write to it any more.',
  'account-not-the-companys':
    'The mail account is a person’s who is no administrator, or the unified mailbox. Choose another one: outgoing use ACCOUNT.',
  'content-changed': 'The letter is not the one that was approved. It was not sent.',
  internal: 'Something unexpected happened; the log has the details. It is tried again.',
};

export function sendingFaultWords(code: string | null, detail: string | null): string {
  if (code === null) return '';
  const words = WORDS[code as OutgoingErrorCode] ?? code;
  return detail === null ? words : `${words} (${detail})`;
}
