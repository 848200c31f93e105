/**
 * The warning by mail, for who has no morning mail, which says it: one for each person and day and number of days left,
 * with all customers it concerns.
 */
import type { DB, Locale } from '@tradepost/db';
import type { RecyclingRow } from '@tradepost/db/queries/recycling';
import { listReminderPeople } from '@tradepost/db/queries/reminder-plan';
import type { Transaction } from 'kysely';
import { queueMail } from '../outbox/queue-mail.ts';
import { loadReminderSettings, wants } from '../reminder/settings.ts';

/** Customers named in one mail; the page has them all. */
const MOST_NAMED = 50;

interface Words {
  subject(count: number, days: number): string;
  intro: string;
  line(name: string, day: string, byOrder: boolean): string;
  more(count: number): string;
  outro: string;
}

const WORDS: Record<Locale, Words> = {
  en: {
    subject: (count, days) =>
      `${count === 1 ? '1 customer goes' : `${count} customers go`} back to the public pool in ${days === 1 ? '1 day' : `${days} days`}`,
    intro: 'These customers of yours have not been looked after for a while:',
    line: (name, day, byOrder) =>
      `- ${name}: on ${day}, ${byOrder ? 'no order so far' : 'no contact so far'}`,
    more: (count) => `… and ${count} more.`,
    outro: 'Write to them, or record a contact, and they stay yours.',
  },
  'zh-CN': {
    subject: (count, days) => `${count} 位客户将在 ${days} 天后退回公海`,
    intro: '以下客户已有一段时间未跟进：',
    line: (name, day, byOrder) => `- ${name}：${day}，${byOrder ? '尚无订单' : '尚无联系'}`,
    more: (count) => `……另有 ${count} 位。`,
    outro: '发一封邮件，或登记一次联系，即可保留。',
  },
};

export async function mailWarnings(
  tx: Transaction<DB>,
  today: string,
  days: number,
  rows: readonly RecyclingRow[],
): Promise<void> {
  const byOwner = Map.groupBy(rows, (row) => row.owner_id);
  if (byOwner.size === 0) return;
  const owners = await tx
    .selectFrom('app_user')
    .select(['id', 'email', 'locale'])
    .where('id', 'in', [...byOwner.keys()])
    .where('disabled_at', 'is', null)
    .execute();
  const settings = await loadReminderSettings(tx);
  const people = await listReminderPeople(tx, [...byOwner.keys()]);
  const toldInTheMorning = new Set(
    people.filter((person) => wants('daily', person, settings)).map(({ id }) => id),
  );
  for (const owner of owners) {
    if (toldInTheMorning.has(owner.id)) continue;
    const theirs = byOwner.get(owner.id) ?? [];
    const words = WORDS[owner.locale];
    const rest = theirs.length - MOST_NAMED;
    const lines = theirs.slice(0, MOST_NAMED).map((row) => words.line(row.name, row.deadline, row.by_order));
    await queueMail(tx, {
      recipientId: owner.id,
      to: owner.email,
      kind: 'pool-warning',
      period: `${today}:${days}`,
      subject: words.subject(theirs.length, days),
      text: [words.intro, '', ...lines, ...(rest > 0 ? [words.more(rest)] : []), '', words.outro, ''].join(
        '\n',
      ),
    });
  }
}
