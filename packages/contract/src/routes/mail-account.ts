import Type from 'typebox';
import { Body, EmailAddress, Id, IdParams, Nothing, Nullable, Page, PageQuery } from '../resources/common.ts';
import {
  ConnectionTest, ImapSettings, LookupResult, MailAccount, Mailbox, MailProvider, NewMailAccount,
} from '../resources/mail-account.ts';
import { QuarantinedMessage } from '../resources/message.ts';
import { route, STAFF } from './route.ts';

const tag = 'mail accounts';

export const mailAccountRoutes = {
  listMailProviders: route({
    method: 'GET', path: '/api/v1/mail-providers', tag, access: 'signed-in', summary: 'Presets of common mail providers',
    reply: Type.Object({ items: Type.Array(MailProvider) }),
  }),
  lookupMailSettings: route({
    method: 'POST', path: '/api/v1/mail-accounts/lookup', tag, access: STAFF,
    summary: 'Find the settings of an address: preset, autoconfig, SRV, guess',
    body: Body({ address: EmailAddress }), reply: LookupResult,
  }),
  testMailSettings: route({
    method: 'POST', path: '/api/v1/mail-accounts/test', tag, access: STAFF, summary: 'Test settings before they are saved',
    body: Body({ address: EmailAddress, password: Type.String({ minLength: 1, maxLength: 1000 }), imap: ImapSettings }),
    reply: ConnectionTest,
  }),
  listMailAccounts: route({
    method: 'GET', path: '/api/v1/mail-accounts', tag, access: STAFF, summary: 'Mail accounts, with health and progress',
    reply: Type.Object({ items: Type.Array(MailAccount) }),
  }),
  createMailAccount: route({
    method: 'POST', path: '/api/v1/mail-accounts', tag, access: STAFF, summary: 'Connect a mail account and start its archive',
    body: NewMailAccount, reply: MailAccount,
  }),
  getMailAccount: route({
    method: 'GET', path: '/api/v1/mail-accounts/:id', tag, access: STAFF, summary: 'One mail account', params: IdParams, reply: MailAccount,
  }),
  updateMailAccount: route({
    method: 'PATCH', path: '/api/v1/mail-accounts/:id', tag, access: STAFF, summary: 'Change password, settings, aliases or owner',
    params: IdParams,
    body: Body({
      password: Type.Optional(Type.String({ minLength: 1, maxLength: 1000 })),
      imap: Type.Optional(ImapSettings),
      displayName: Type.Optional(Nullable(Type.String({ maxLength: 200 }))),
      aliases: Type.Optional(Type.Array(EmailAddress, { maxItems: 50 })),
      ownerId: Type.Optional(Nullable(Id)),
    }),
    reply: MailAccount,
  }),
  removeMailAccount: route({
    method: 'DELETE', path: '/api/v1/mail-accounts/:id', tag, access: STAFF,
    summary: 'Disconnect: the secret is wiped, the archive stays', params: IdParams, reply: Nothing,
  }),
  testMailAccount: route({
    method: 'POST', path: '/api/v1/mail-accounts/:id/test', tag, access: STAFF, summary: 'Test the saved settings', params: IdParams, reply: ConnectionTest,
  }),
  pauseMailAccount: route({
    method: 'POST', path: '/api/v1/mail-accounts/:id/pause', tag, access: STAFF, summary: 'Stop syncing for now', params: IdParams, reply: MailAccount,
  }),
  resumeMailAccount: route({
    method: 'POST', path: '/api/v1/mail-accounts/:id/resume', tag, access: STAFF, summary: 'Go on syncing, at once', params: IdParams, reply: MailAccount,
  }),
  listMailboxes: route({
    method: 'GET', path: '/api/v1/mail-accounts/:id/mailboxes', tag, access: STAFF, summary: 'Mailboxes with progress and accounting',
    params: IdParams, reply: Type.Object({ items: Type.Array(Mailbox) }),
  }),
  chooseMailbox: route({
    method: 'PATCH', path: '/api/v1/mailboxes/:id', tag, access: STAFF, summary: 'Archive a mailbox, leave it out, or go by the rule (null)',
    params: IdParams, body: Body({ chosen: Nullable(Type.Boolean()) }), reply: Mailbox,
  }),
  listQuarantine: route({
    method: 'GET', path: '/api/v1/mail-accounts/:id/quarantine', tag, access: STAFF, summary: 'Mails that could not be read whole; archived raw',
    params: IdParams, query: Type.Object(PageQuery), reply: Page(QuarantinedMessage),
  }),
};
