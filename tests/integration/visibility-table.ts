/**
 * What each role gets of each route, of its own things and of another salesperson's.
 *
 * The columns: nobody · owner · admin · manager · salesperson · merchandiser · reader. A number is the status;
 * `sees` and `blank` are a 200 whose list has the thing, or has it not.
 */
import type { RouteName } from '@tradepost/contract';

export const COLUMNS = [
  'nobody',
  'owner',
  'admin',
  'manager',
  'salesperson',
  'merchandiser',
  'reader',
] as const;
export type Column = (typeof COLUMNS)[number];

interface Row {
  readonly own: string;
  readonly other: string;
}
const both = (cells: string): Row => ({ own: cells, other: cells });

/** Signed in, whatever one is. */
const ANYBODY = '401 200 200 200 200 200 200';
const STAFF = '401 200 200 200 200 200 403';
const ADMINS = '401 200 200 403 403 403 403';
/** Reading: leaders all, the others their own. */
const READ = { own: ANYBODY, other: '401 200 200 200 404 404 404' };
/** Changing, for those who work: the same, without readers. */
const CHANGE = { own: STAFF, other: '401 200 200 200 404 404 403' };
const LIST = {
  own: '401 sees sees sees sees sees sees',
  other: '401 sees sees sees blank blank blank',
};
const STAFF_LIST = {
  own: '401 sees sees sees sees sees 403',
  other: '401 sees sees sees blank blank 403',
};
/** A manager sees all mail accounts, and changes only his own. */
const ACCOUNT_CHANGE = { own: STAFF, other: '401 200 200 403 404 404 403' };

export const TABLE: Record<RouteName, Row> = {
  checkInvitation: both('200 200 200 200 200 200 200'),
  acceptInvitation: both('200 200 200 200 200 200 200'),
  signIn: both('200 200 200 200 200 200 200'),
  getSession: both(ANYBODY),
  signOut: both(ANYBODY),
  updateMe: both(ANYBODY),
  listUsers: both(ANYBODY),
  inviteUser: both(ADMINS),
  makeResetLink: both(ADMINS),
  updateUser: both(ADMINS),
  getCompany: both(ANYBODY),
  updateCompany: both(ADMINS),
  listApiTokens: {
    own: '401 sees sees sees sees sees sees',
    other: '401 blank blank blank blank blank blank',
  },
  createApiToken: both(ANYBODY),
  revokeApiToken: { own: ANYBODY, other: '401 404 404 404 404 404 404' },

  listMailProviders: both(ANYBODY),
  lookupMailSettings: both(STAFF),
  testMailSettings: both(STAFF),
  listMailAccounts: STAFF_LIST,
  createMailAccount: { own: STAFF, other: ADMINS },
  getMailAccount: CHANGE,
  updateMailAccount: ACCOUNT_CHANGE,
  removeMailAccount: ACCOUNT_CHANGE,
  testMailAccount: ACCOUNT_CHANGE,
  pauseMailAccount: ACCOUNT_CHANGE,
  resumeMailAccount: ACCOUNT_CHANGE,
  listMailboxes: CHANGE,
  chooseMailbox: ACCOUNT_CHANGE,
  listQuarantine: CHANGE,

  listCustomers: LIST,
  createCustomer: { own: STAFF, other: '401 200 200 200 403 403 403' },
  importCustomers: both(STAFF),
  getCustomer: READ,
  updateCustomer: CHANGE,
  archiveCustomer: CHANGE,
  addContact: CHANGE,
  updateContact: CHANGE,
  removeContact: CHANGE,
  getTimeline: READ,
  listUnfiledSenders: STAFF_LIST,
  listUnfiledMessages: STAFF_LIST,
  makeCustomerFromSender: CHANGE,
  listJobs: {
    own: '401 sees sees sees sees sees sees',
    other: '401 blank blank blank blank blank blank',
  },

  getMessage: READ,
  getMessageHtml: READ,
  getMessageRaw: READ,
  getAttachment: READ,
  getInlineImage: READ,
  retryParse: CHANGE,
  fileMessage: CHANGE,
  undoFiling: CHANGE,
  liveEvents: both(ANYBODY),
};
