/** Mails what cannot wait, a minute after it was raised: all of one person's in one mail, told once (I8). */
import type { DB } from '@tradepost/db';
import {
  claimUrgentNotices,
  nameCustomersFor,
  type UrgentNotice,
} from '@tradepost/db/queries/reminder-instant';
import { listReminderPeople, type ReminderPerson } from '@tradepost/db/queries/reminder-plan';
import type { Kysely, Transaction } from 'kysely';
import { queueMails } from '../outbox/queue-mail.ts';
import { loadViewer } from '../users/load-viewer.ts';
import { visibleToPerson } from '../visibility/scope.ts';
import { instantKindOf } from './instant.ts';
import { composeInstant, type Urgent } from './instant-mail.ts';
import { frameMail } from './mail-frame.ts';
import { loadReminderSettings, wants } from './settings.ts';

/** People in one transaction. */
const BATCH = 100;
const MOST_BATCHES = 20;

/** @returns how many mails were queued. */
export async function sendInstant(db: Kysely<DB>, publicUrl: string, now: Date): Promise<number> {
  let queued = 0;
  for (let batch = 0; batch < MOST_BATCHES; batch++) {
    const done = await db.transaction().execute((tx) => sendSome(tx, publicUrl, now));
    if (done === null) break;
    queued += done;
  }
  return queued;
}

/** @returns null where nothing is due. */
async function sendSome(tx: Transaction<DB>, publicUrl: string, now: Date): Promise<number | null> {
  const notices = await claimUrgentNotices(tx, now, BATCH);
  if (notices.length === 0) return null;
  const settings = await loadReminderSettings(tx);
  const people = await listReminderPeople(tx, [...new Set(notices.map(({ user_id }) => user_id))]);
  const names = await namesFor(tx, people, notices);
  const mails = people.flatMap((person) => {
    const urgent = notices.flatMap((notice): Urgent[] => {
      const kind = instantKindOf(notice.kind, notice.detail);
      if (notice.user_id !== person.id || notice.read || kind === null) return [];
      if (!person.active || !wants(kind, person, settings)) return [];
      const customerName = names.get(`${person.id}:${notice.customer_id}`) ?? null;
      return [{ kind, notice, customerName }];
    });
    const last = urgent.at(-1);
    if (last === undefined) return [];
    return [
      {
        recipientId: person.id,
        to: person.email,
        kind: 'reminder-instant' as const,
        period: String(last.notice.id),
        ...frameMail(composeInstant(publicUrl, person.locale, urgent)),
      },
    ];
  });
  const ids = await queueMails(tx, mails);
  return ids.filter((id) => id !== null).length;
}

async function namesFor(
  tx: Transaction<DB>,
  people: readonly ReminderPerson[],
  notices: readonly UrgentNotice[],
): Promise<Map<string, string>> {
  const viewers = [];
  for (const person of people) {
    const { team } = await loadViewer(tx, person);
    viewers.push({
      id: person.id,
      owners: team === 'all' ? [person.id] : [person.id, ...team],
      sees_all: team === 'all',
    });
  }
  const about = notices.flatMap(({ user_id, customer_id }) =>
    customer_id === null ? [] : [{ user_id, customer_id }],
  );
  return nameCustomersFor(tx, viewers, about, visibleToPerson);
}
