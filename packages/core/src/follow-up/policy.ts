/** The company's policy of following up: the newest version of it, over the defaults. */
import type { FollowUpPolicy } from '@tradepost/contract';
import type { DB } from '@tradepost/db';
import { getSetting } from '@tradepost/db/queries/settings';
import type { Kysely } from 'kysely';
import { PRESETS } from './presets.ts';

export const POLICY_KEY = 'follow-up';

export async function loadPolicy(db: Kysely<DB>): Promise<FollowUpPolicy> {
  return readPolicy(await getSetting<Partial<FollowUpPolicy>>(db, POLICY_KEY));
}

/** What an earlier version of the product stored has the defaults for what it did not know. */
export function readPolicy(stored: Partial<FollowUpPolicy> | null): FollowUpPolicy {
  const standard = PRESETS.standard;
  if (stored === null) return standard;
  return {
    contactDays: { ...standard.contactDays, ...stored.contactDays },
    newCustomerDays: stored.newCustomerDays ?? standard.newCustomerDays,
    late: {
      leader: { ...standard.late.leader, ...stored.late?.leader },
      owner: { ...standard.late.owner, ...stored.late?.owner },
    },
    inquiry: { ...standard.inquiry, ...stored.inquiry },
    answer: { ...standard.answer, ...stored.answer },
    verifyDays: { ...standard.verifyDays, ...stored.verifyDays },
    verifyAtOnce: stored.verifyAtOnce ?? standard.verifyAtOnce,
    birthdayDaysBefore:
      stored.birthdayDaysBefore === undefined ? standard.birthdayDaysBefore : stored.birthdayDaysBefore,
  };
}
