/** Who gets what of: the unified mailbox: cards, market information, forms. */
import { unifiedRoutes } from '@tradepost/contract';
import { processItem } from '@tradepost/core/unified/process-item';
import type { TestApp } from '../api-app.ts';
import { connectAccount, deliver, textMail, unique } from '../api-mail.ts';
import { ADMINS, ANYBODY, area, both, CHANGE, hasItem, LEADERS, STAFF } from './area.ts';

/** A mailbox that is nobody's, and in it what one person sent: market information, and a mail to be read again. */
async function makeSubmissions(test: TestApp, ownerId: number) {
  const { db } = test.deps;
  const account = await connectAccount(test, null);
  await db.updateTable('mail_account').set({ unified: true }).where('id', '=', account.id).execute();
  await db.insertInto('unified_mailbox').values({ account_id: account.id, trusts_unmarked: true }).execute();
  const { email } = await db
    .selectFrom('app_user')
    .select('email')
    .where('id', '=', ownerId)
    .executeTakeFirstOrThrow();
  const competitor = await db
    .insertInto('competitor')
    .values({ name: unique('Rival Valves ') })
    .returning(['id', 'name'])
    .executeTakeFirstOrThrow();
  const send = async (text: string) => {
    const messageId = await deliver(test, account, textMail({ from: email, to: account.address, text }));
    const item = await db
      .selectFrom('unified_item')
      .select('id')
      .where('message_id', '=', messageId)
      .executeTakeFirstOrThrow();
    await processItem({ ...test.deps, publicUrl: test.deps.config.publicUrl }, item.id);
    return item.id;
  };
  const itemId = await send(`${competitor.name} sells below cost.`);
  const link = await db
    .selectFrom('unified_link')
    .select('id')
    .where('item_id', '=', itemId)
    .executeTakeFirstOrThrow();
  const failedId = await send('Second');
  await db.updateTable('unified_item').set({ state: 'failed' }).where('id', '=', failedId).execute();
  return { account, itemId, failedId, linkId: link.id, competitorId: competitor.id };
}

const PERIOD = 'from=2026-01-01&to=2026-12-31';

export const unifiedArea = area(unifiedRoutes, makeSubmissions, {
  listUnifiedItems: {
    own: '401 sees sees sees sees sees sees',
    other: '401 sees sees sees blank blank sees',
    call: (_test, { itemId }) => ({
      url: '/api/v1/unified/items?limit=200',
      sees: hasItem(({ id }) => id === itemId),
    }),
  },
  getUnifiedItem: {
    own: ANYBODY,
    other: '401 200 200 200 404 404 200',
    call: (_test, { itemId }) => ({ url: `/api/v1/unified/items/${itemId}` }),
  },
  tagUnifiedItem: {
    ...CHANGE,
    call: (_test, { itemId }) => ({ url: `/api/v1/unified/items/${itemId}`, body: { tags: ['service'] } }),
  },
  retryUnifiedItem: {
    ...both(LEADERS),
    call: (_test, { failedId }) => ({ url: `/api/v1/unified/items/${failedId}/retry` }),
  },
  linkUnifiedItem: {
    ...CHANGE,
    call: (_test, { itemId, competitorId }) => ({
      url: `/api/v1/unified/items/${itemId}/links`,
      body: { competitorId },
    }),
  },
  unlinkUnifiedItem: {
    ...CHANGE,
    call: (_test, { linkId }) => ({ url: `/api/v1/unified/links/${linkId}` }),
  },
  listUnifiedMailboxes: { ...both(ANYBODY), call: () => ({ url: '/api/v1/unified/mailboxes' }) },
  updateUnifiedTrust: {
    ...both(ADMINS),
    call: (_test, { account }) => ({
      url: `/api/v1/unified/mailboxes/${account.id}`,
      body: { authservIds: ['mx.lindqvist.test'] },
    }),
  },
  getUnifiedReport: { ...both(STAFF), call: () => ({ url: `/api/v1/unified/report?${PERIOD}` }) },
  exportUnifiedReport: {
    ...both(LEADERS),
    call: () => ({ url: `/api/v1/unified/report/export?${PERIOD}` }),
  },
  getUnifiedForm: { ...both(ANYBODY), call: () => ({ url: '/api/v1/unified/forms/customer/xlsx' }) },
});
