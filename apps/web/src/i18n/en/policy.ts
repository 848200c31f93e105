/** Outgoing mail; who sees what; what is never archived; private mail. */
import type { OutgoingKind } from '@tradepost/contract';

export const policy = {
  outgoing: 'Outgoing mail',
  privacy: 'Who sees what',
  outgoingIntro:
    'Reminders, digests and links of Tradepost go out this way. Mail of your salespeople does not.',
  way: 'By',
  wayAccount: 'A connected mail account',
  wayServer: 'A server of its own',
  account: 'Mail account',
  accountHint:
    'Its address is the sender; its server and password are used where they are, and copied nowhere. Only accounts that belong to nobody or to an administrator: many providers keep what is sent in Sent, and whoever reads that account would read others’ links.',
  accountNone: 'No account fits: connect one that belongs to nobody, such as office@your-company.',
  accountOfNobody: 'the company’s',
  accountSaved: 'Mail goes out through {address} from now on',
  forgetAccount: 'Stop sending through it',
  forgetAccountTitle: 'Stop sending through {address}?',
  forgetAccountText: 'The account stays connected. Mail of Tradepost waits until another way is set.',
  noServer: 'No server is set: mail waits',
  noServerWaiting: 'No server is set: {count} {count|mail waits|mails wait}',
  noServerText:
    'Choose a connected mail account, or give the server of an address such as office@your-company. What waited for three days is not sent any more.',
  works: 'Works; last mail sent {time}',
  notTried: 'Saved, nothing sent yet. Send a test to be sure.',
  nextTry: 'Next attempt {time}. All mail waits until then.',
  host: 'Server',
  port: 'Port',
  security: 'Encryption',
  securityTls: 'TLS',
  securityStarttls: 'STARTTLS',
  securityNone: 'None (only in your own network)',
  user: 'User name',
  userHint: 'Empty: the server asks for no sign-in.',
  password: 'Password',
  passwordKept: 'Saved. Leave it empty to keep it.',
  fromAddress: 'Sender address',
  fromName: 'Sender name',
  saved: 'Server saved',
  test: 'Send a test to me',
  testDone: 'The test went out to {to}. Look into your mailbox.',
  testFailed: 'The test did not go out',
  forget: 'Remove the server',
  forgetTitle: 'Remove the server for outgoing mail?',
  forgetText: 'Its password is wiped. Mail of Tradepost waits until another one is set.',
  mails: 'Mail of Tradepost’s own',
  stateAll: 'All',
  resend: 'Send again',
  resendUnknownTitle: 'It may have arrived already',
  resendUnknownText:
    'The server took the mail and its answer was lost. Sent again, it has the same Message-ID: many mailboxes then show it once, some twice.',
  drop: 'Do not send',
  dropTitle: 'Never send this mail?',
  resent: 'It will be sent',
  dropped: 'It will not be sent',
  mailsEmpty: 'No such mail',
  attempts: '{count} {count|attempt|attempts}',
  to: 'To',
  subject: 'Subject',
  state: 'State',
  when: 'When',
  privacyIntro:
    'What colleagues may read of each other, and what stays out of the archive. Every change is in the audit log.',
  always: 'Always',
  alwaysOwn:
    'Everyone reads the mail of the own accounts, and all that stands on the timeline of customers they may see.',
  alwaysManager:
    'A manager sees the customers of his departments and the mail on their timelines; at the top of the company, all.',
  alwaysOwner:
    'The company’s owner reads everything. What a leader reads in others’ accounts is in the audit log.',
  choices: 'Your company’s choices',
  adminReadsMail: 'Administrators read all mail',
  adminReadsMailHint:
    'Off: they run Tradepost and read only the mail of their own accounts. Only an owner can change this.',
  managerReadsUnfiled: 'Managers read their people’s mail that belongs to no customer',
  managerReadsUnfiledHint:
    'Never that of owners and administrators. Tell your people in writing before you switch it on.',
  archiveInternal: 'Archive mail among colleagues',
  archiveInternalHint: 'Off: from now on such mail is left out; what is archived stays.',
  neverArchive: 'Never archived',
  neverIntro:
    'Mail whose outside parties are all on this list is left out from now on: nothing of it is kept but the place and the reason. What is archived stays.',
  neverAdd: 'Add',
  neverTitle: 'Never archive mail with',
  neverValue: 'Address or domain',
  neverValueHint: 'adviser@law-firm.com, or bank.com for everyone there.',
  neverReason: 'Reason',
  neverReasonHint: 'For example: staff matters, bank, lawyer.',
  neverEmpty: 'Nobody is on the list: all mail is archived.',
  neverAdded: 'On the list from now on',
  neverRemove: 'Take {value} off the list?',
  neverRemoveText:
    'Its mail is archived again. What was left out and is still on the mail server is fetched.',
  neverRemoved: 'Off the list; what was left out is being fetched',
  neverBy: 'by {name}',
  markPrivate: 'Mark as private',
  markPrivateTitle: 'Mark this mail as private?',
  markPrivateText:
    'It leaves every timeline. Only you, others whose own account holds it, and the company’s owner still see it. The audit log records the sender’s address and the date, not the content.',
  markPrivateDone: 'Private from now on',
  unmarkPrivate: 'Lift the private mark',
  unmarkPrivateDone: 'Back where it was',
  isPrivate: 'Private',
  isPrivateText: 'On no timeline; seen by whose account holds it and by the company’s owner.',
} as const;

export const outgoingState = {
  queued: 'Waiting',
  sending: 'On its way',
  sent: 'Sent',
  failed: 'Failed',
  unknown: 'Unknown',
  dropped: 'Not sent',
} as const;

/** What went wrong with sending, and what to do. */
export const outgoingFault = {
  'wrong-password':
    'The server refused the user name or the password. Many providers want an app password here.',
  'refused-for-now': 'The server says “not now”. It is tried again.',
  'sender-refused':
    'The server refuses the sender address. Most want it to be the address of the user who signs in.',
  'recipient-refused': 'The server refuses the recipient. Is the address right?',
  'mail-refused': 'The server refused the mail itself.',
  'unknown-host': 'There is no server of this name. Is it spelt right?',
  unreachable: 'The server cannot be reached. Check the port, and whether your network lets mail out.',
  timeout: 'The server gave no answer.',
  'tls-certificate': 'The server’s certificate is not for this name, or has expired.',
  'tls-handshake': 'No encrypted connection came about. Port 465 wants TLS, 587 STARTTLS.',
  'starttls-missing': 'The server offers no STARTTLS: nothing was sent in the clear. Try TLS at port 465.',
  'host-not-allowed':
    'This server may not be used: a private address or an unusual port. The machine’s administrator can allow it.',
  'connection-lost': 'The connection broke off.',
  'server-error': 'The server refused the connection.',
  'secret-unreadable': 'The saved password cannot be read. Enter it again.',
  'bad-address': 'The recipient’s address is none.',
  expired: 'It waited for more than three days and was given up.',
  'recipient-left': 'Its recipient was disabled before it went out.',
  'app-password-needed':
    'The provider wants an app password instead of the usual one. Make one in the mailbox’s web settings.',
  'sending-disabled':
    'Sending by mail programs (SMTP) is switched off for this mailbox. Switch it on in its web settings.',
  'sending-limit': 'The provider lets this mailbox send no more for now. It is tried again later.',
  'too-large': 'The mail is larger than the server takes. Send large files by a link.',
  'account-paused': 'The mail account is paused. Resume it, and the mail goes out.',
  'account-removed': 'The mail account is disconnected. Choose another one.',
  'no-sending-server': 'The mail account has no server for sending. Name it in the account’s settings.',
  'no-right-to-account': 'Its author may not write as this mail account any more.',
  'customer-not-yours':
    'The customer has another salesperson by now, or lies in the public pool. Its author may not write to it any more.',
  'account-not-the-companys':
    'The mail account has become a salesperson’s, or the unified mailbox: who reads it would read others’ links. Choose another one.',
  'content-changed': 'The letter is not the one that was approved. It was not sent.',
  internal: 'Something unexpected happened. It is tried again.',
} as const;

export const outgoingKind = {
  test: 'Test',
  'password-reset': 'New password',
  'pool-warning': 'Public pool',
  'card-filed': 'Card filed',
  'card-refused': 'Card refused',
  'command-answer': 'Answer to a reply',
  'reminder-daily': 'Today’s work',
  'reminder-exceptions': 'Exceptions',
  'reminder-weekly': 'Weekly report',
  'reminder-brief': 'The week in brief',
  'reminder-instant': 'At once',
  'reminder-test': 'Trial of a reminder',
} as const satisfies Record<OutgoingKind, string>;
