/** Which letters a leader looks at first: the company's rules, off unless somebody switches them on. */
import type { ApprovalRules } from '@tradepost/contract';
import type { DB } from '@tradepost/db';
import { getSetting, putSetting } from '@tradepost/db/queries/settings';
import { type Kysely, sql } from 'kysely';
import { appendAudit } from '../audit/append.ts';
import { cleanText } from '../customers/normalise.ts';
import { TradepostError } from '../errors.ts';
import type { Viewer } from '../users/viewer.ts';

const KEY = 'letter-approval';
const DEFAULT_RULES: ApprovalRules = {
  enabled: false,
  newEmployeeDays: 30,
  words: ['合同', 'contract', 'agreement', '协议'],
  priceSheet: true,
  bankDetails: true,
  attachmentWords: ['报价', 'quotation', 'quote', 'price list', '价格', 'proforma', '合同', 'contract'],
  newDomain: false,
  people: [],
};
/** Any constant will do; two changes at once follow each other. */
const LOCK = 7_266_020;

export async function getApprovalRules(db: Kysely<DB>): Promise<ApprovalRules> {
  return { ...DEFAULT_RULES, ...(await getSetting<Partial<ApprovalRules>>(db, KEY)) };
}

/** @throws TradepostError 'invalid-request' for somebody who is not of the company. */
export async function setApprovalRules(
  db: Kysely<DB>,
  viewer: Viewer,
  input: ApprovalRules,
): Promise<ApprovalRules> {
  const words = (list: readonly string[]) => [
    ...new Set(list.map(cleanText).filter((word) => word !== null)),
  ];
  const rules: ApprovalRules = {
    ...input,
    words: words(input.words),
    attachmentWords: words(input.attachmentWords),
    people: [...new Set(input.people)].sort((a, b) => a - b),
  };
  return db.transaction().execute(async (tx) => {
    await sql`select pg_advisory_xact_lock(${LOCK})`.execute(tx);
    if (rules.people.length > 0) {
      const known = await tx.selectFrom('app_user').select('id').where('id', 'in', rules.people).execute();
      if (known.length < rules.people.length)
        throw new TradepostError('invalid-request', 'One of the chosen people is not of the company.');
    }
    const before = await getApprovalRules(tx);
    const changed = (Object.keys(rules) as (keyof ApprovalRules)[]).filter(
      (key) => JSON.stringify(before[key]) !== JSON.stringify(rules[key]),
    );
    if (changed.length === 0) return before;
    await putSetting(tx, KEY, rules);
    await tx
      .insertInto('setting_version')
      .values({ key: KEY, value: JSON.stringify(rules), changed_by: viewer.id })
      .execute();
    await appendAudit(tx, {
      actorId: viewer.id,
      action: 'letter-approval.rules-changed',
      subjectKind: 'company',
      subjectId: null,
      detail: Object.fromEntries(changed.map((key) => [key, [before[key], rules[key]]])),
    });
    return rules;
  });
}
