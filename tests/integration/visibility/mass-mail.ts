/** Who gets what of: mass mail, its recipients, and who wants none. */
import { massMailRoutes } from '@tradepost/contract';
import { unsubscribeUrl } from '@tradepost/core/mass-mail/unsubscribe';
import type { TestApp } from '../api-app.ts';
import { connectAccount, makeCustomer, unique } from '../api-mail.ts';
import { area, both, hasItem, STAFF, STAFF_LIST } from './area.ts';

/** One of each state of the person's, with one recipient each; and an address of his customer that wants none. */
async function makeThings(test: TestApp, ownerId: number) {
  const { db, secrets } = test.deps;
  const address = `${unique('buyer')}@${unique('acme')}.example`;
  const customer = await makeCustomer(test, ownerId, { addresses: [address] });
  const account = await connectAccount(test, ownerId);
  const make = async (state: 'draft' | 'waiting-approval' | 'sending' | 'paused') => {
    const { id } = await db
      .insertInto('mass_mail')
      .values({
        name: 'Spring',
        owner_id: ownerId,
        account_id: account.id,
        kind: 'promotion',
        language: 'en',
        subject: 'Spring',
        html: '<div>Hello</div>',
        selection: JSON.stringify({ customerIds: [customer.id] }),
        state,
        ...(state === 'sending' || state === 'paused' ? { started_at: new Date() } : {}),
      })
      .returning('id')
      .executeTakeFirstOrThrow();
    const recipient = await db
      .insertInto('mass_mail_recipient')
      .values({ mass_mail_id: id, customer_id: customer.id, address, name: 'Buyer' })
      .returning('id')
      .executeTakeFirstOrThrow();
    return { id, recipientId: recipient.id };
  };
  const draft = await make('draft');
  const unsubscribed = `${unique('gone')}@acme.example`;
  await makeCustomer(test, ownerId, { addresses: [unsubscribed] });
  await db.insertInto('mail_unsubscribe').values({ address: unsubscribed, way: 'page' }).execute();
  return {
    customerId: customer.id,
    address,
    unsubscribed,
    accountId: account.id,
    draft,
    waiting: await make('waiting-approval'),
    sending: await make('sending'),
    paused: await make('paused'),
    link: new URL(unsubscribeUrl({ secrets, publicUrl: 'http://x' }, draft.recipientId)).pathname,
  };
}

const READ = { own: STAFF, other: '401 200 200 200 404 404 403' };
/** Only who sends it. */
const OWN = { own: STAFF, other: '401 404 404 404 404 404 403' };
const PUBLIC = both('200 200 200 200 200 200 200');

export const massMailArea = area(massMailRoutes, makeThings, {
  listMassMails: {
    ...STAFF_LIST,
    call: (_test, { draft }) => ({
      url: '/api/v1/mass-mails?limit=200',
      sees: hasItem(({ id }) => id === draft.id),
    }),
  },
  createMassMail: {
    own: STAFF,
    other: '401 200 200 200 400 400 403',
    call: (_test, { customerId }) => ({
      url: '/api/v1/mass-mails',
      body: { name: 'Autumn', selection: { customerIds: [customerId] } },
    }),
  },
  getMassMail: { ...READ, call: (_test, { draft }) => ({ url: `/api/v1/mass-mails/${draft.id}` }) },
  updateMassMail: {
    ...OWN,
    call: (_test, { draft }) => ({
      url: `/api/v1/mass-mails/${draft.id}`,
      body: { version: 1, subject: 'Summer' },
    }),
  },
  removeMassMail: { ...OWN, call: (_test, { draft }) => ({ url: `/api/v1/mass-mails/${draft.id}` }) },
  settleMassMail: {
    ...OWN,
    call: (_test, { draft }) => ({
      url: `/api/v1/mass-mails/${draft.id}/recipients`,
      body: { version: 1 },
    }),
  },
  listMassMailRecipients: {
    own: '401 sees sees sees sees sees 403',
    other: '401 sees sees sees 404 404 403',
    call: (_test, { draft, address }) => ({
      url: `/api/v1/mass-mails/${draft.id}/recipients`,
      sees: hasItem((item) => item['address'] === address),
    }),
  },
  leaveOutRecipient: {
    ...OWN,
    call: (_test, { draft }) => ({
      url: `/api/v1/mass-mails/${draft.id}/recipients/${draft.recipientId}/left-out`,
      body: { leftOut: true },
    }),
  },
  previewMassMail: {
    ...READ,
    call: (_test, { draft }) => ({
      url: `/api/v1/mass-mails/${draft.id}/recipients/${draft.recipientId}/preview`,
    }),
  },
  // Who gets it is not worked out: the one who sends it is told so.
  startMassMail: {
    own: '401 422 422 422 422 422 403',
    other: OWN.other,
    call: (_test, { draft }) => ({ url: `/api/v1/mass-mails/${draft.id}/start`, body: { version: 1 } }),
  },
  pauseMassMail: {
    ...READ,
    call: (_test, { sending }) => ({ url: `/api/v1/mass-mails/${sending.id}/pause` }),
  },
  resumeMassMail: {
    ...READ,
    call: (_test, { paused }) => ({ url: `/api/v1/mass-mails/${paused.id}/resume` }),
  },
  cancelMassMail: {
    ...READ,
    call: (_test, { paused }) => ({ url: `/api/v1/mass-mails/${paused.id}/cancel` }),
  },
  // Never one's own.
  decideMassMail: {
    own: '401 404 404 404 403 403 403',
    other: '401 200 200 200 403 403 403',
    call: (_test, { waiting }) => ({
      url: `/api/v1/mass-mails/${waiting.id}/decision`,
      body: { version: 1, decision: 'approve' },
    }),
  },
  setMassMailPace: {
    ...both('401 200 200 200 403 403 403'),
    call: (_test, { accountId }) => ({
      url: `/api/v1/mass-mail-pace/${accountId}`,
      body: { perMinute: 3, perDay: 100 },
    }),
  },
  listUnsubscribed: {
    own: '401 sees sees sees sees sees 403',
    other: '401 sees sees sees blank blank 403',
    call: (_test, { unsubscribed }) => ({
      url: '/api/v1/unsubscribed?limit=200',
      sees: hasItem((item) => item['address'] === unsubscribed),
    }),
  },
  addUnsubscribed: {
    ...READ,
    call: (_test, { address }) => ({ url: '/api/v1/unsubscribed', body: { address } }),
  },
  removeUnsubscribed: {
    ...READ,
    call: (_test, { unsubscribed }) => ({
      url: '/api/v1/unsubscribed/undo',
      body: { address: unsubscribed, note: 'Asked at the fair' },
    }),
  },
  showUnsubscribe: { ...PUBLIC, call: (_test, { link }) => ({ url: link }) },
  unsubscribe: { ...PUBLIC, call: (_test, { link }) => ({ url: link }) },
});
