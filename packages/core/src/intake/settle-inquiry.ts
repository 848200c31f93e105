/**
 * What becomes of a platform's mail by itself: an inquiry of a customer that is known, or a new one; or it waits for a
 * person, with the reason; or it is no inquiry.
 */
import type { DB, InquiryDoubt, InquiryTable } from '@tradepost/db';
import { findForeignAddress } from '@tradepost/db/queries/foreign-mail';
import {
  INQUIRY_CERTAIN,
  INQUIRY_POSSIBLE,
  type InquirySignals,
  judgeInquiry,
} from '@tradepost/mail/inquiry';
import { sql, type Transaction, type Updateable } from 'kysely';
import { insertCustomer } from '../customers/create.ts';
import { TradepostError } from '../errors.ts';
import { loadViewer } from '../users/load-viewer.ts';
import { MACHINE, type Viewer } from '../users/viewer.ts';
import { scopeOf } from '../visibility/scope.ts';
import { chooseInquiryOwner } from './choose-inquiry-owner.ts';
import { fileInquiry } from './file-inquiry.ts';
import { findBuyer } from './find-buyer.ts';
import { type InquiryFacts, readFacts } from './inquiry-facts.ts';
import { learnedLabels } from './learned-labels.ts';
import { newCustomerOf } from './inquiry-customer.ts';

/**
 * Older mail comes with the backfill of a mailbox: ten years of inquiries must not become customers and tasks in one
 * night. They are matched to customers that are known, and can be taken up by a person.
 */
const PAST_DAYS = 30;

/** Who sees nothing but what is everybody's: for a customer that nobody has yet. */
const NOBODY: Viewer = { id: 0, role: 'salesperson', team: [], readsAllMail: false, readsTeamMail: false };

/** Safe to repeat: what is settled stays as it is. @returns the customer it was filed to, or null. */
export async function settleInquiry(tx: Transaction<DB>, messageId: number): Promise<number | null> {
  const row = await tx
    .selectFrom('inquiry as i')
    .innerJoin('message as m', 'm.id', 'i.message_id')
    .select(['i.id', 'i.message_id', 'i.platform', 'i.signals', 'i.received_at', 'm.auth_results'])
    .select(sql<boolean>`i.received_at < now() - make_interval(days => ${PAST_DAYS})`.as('past'))
    .where('i.message_id', '=', messageId)
    .where('i.state', '=', 'waiting')
    .forUpdate('i')
    .executeTakeFirst();
  if (row === undefined) return null;
  const signals = row.signals as InquirySignals;
  const judged = judgeInquiry(signals, row.auth_results, await learnedLabels(tx));
  if (judged.confidence < INQUIRY_POSSIBLE) {
    await tx.deleteFrom('inquiry').where('id', '=', row.id).execute();
    return null;
  }
  const facts = readFacts(judged.fields);
  await save(tx, row.id, {
    confidence: judged.confidence,
    sender: judged.sender,
    relay_address: judged.relayAddress,
    ...facts,
  });
  const doubt = doubtOf(judged.confidence, judged.sender, facts);
  if (doubt !== null) return wait(tx, row.id, doubt);
  const buyer = await findBuyer(tx, { ...facts, relayAddress: judged.buyerRelay });
  const inquiry = { ...row, ...facts, confidence: judged.confidence };
  if (buyer !== null) {
    await fileInquiry(tx, inquiry, { customerId: buyer, made: false, decidedBy: null });
    return buyer;
  }
  if (row.past) return save(tx, row.id, { state: 'past' });
  const made = await makeCustomer(tx, row.message_id, row.platform, facts);
  if ('doubt' in made) return wait(tx, row.id, made.doubt);
  await fileInquiry(tx, inquiry, { customerId: made.customerId, made: true, decidedBy: null });
  return made.customerId;
}

async function save(tx: Transaction<DB>, id: number, values: Updateable<InquiryTable>): Promise<null> {
  await tx.updateTable('inquiry').set(values).where('id', '=', id).execute();
  return null;
}

const wait = (tx: Transaction<DB>, id: number, doubt: InquiryDoubt): Promise<null> =>
  save(tx, id, { state: 'queued', doubt });

function doubtOf(confidence: number, sender: string, facts: InquiryFacts): InquiryDoubt | null {
  if (sender === 'lookalike' || sender === 'forged') return sender;
  if (confidence < INQUIRY_CERTAIN) return 'low-confidence';
  return facts.company === null && facts.buyer_name === null && facts.email === null ? 'no-buyer' : null;
}

/**
 * An address in a mail's text proves nothing: where other mail with it is outside what the new owner may see, the claim
 * would show it to him, so a person decides.
 */
async function makeCustomer(
  tx: Transaction<DB>,
  messageId: number,
  platform: string,
  facts: InquiryFacts,
): Promise<{ readonly customerId: number } | { readonly doubt: InquiryDoubt }> {
  const ownerId = await chooseInquiryOwner(tx, { messageId, ...facts });
  if (facts.email !== null) {
    const scope = scopeOf(await viewerOf(tx, ownerId));
    if ((await findForeignAddress(tx, scope, [facts.email])) !== null) return { doubt: 'seen-elsewhere' };
  }
  await sql`savepoint buyer`.execute(tx);
  try {
    const actor = { viewer: null, scope: scopeOf(MACHINE) };
    const { customerId } = await insertCustomer(tx, actor, { ...newCustomerOf(platform, facts), ownerId });
    return { customerId };
  } catch (error) {
    // An own address, one that another took meanwhile: for a person.
    if (!(error instanceof TradepostError)) throw error;
    await sql`rollback to savepoint buyer`.execute(tx);
    return { doubt: 'low-confidence' };
  }
}

async function viewerOf(tx: Transaction<DB>, userId: number | null): Promise<Viewer> {
  const user =
    userId === null
      ? undefined
      : await tx
          .selectFrom('app_user')
          .select(['id', 'role', 'department_id'])
          .where('id', '=', userId)
          .executeTakeFirst();
  return user === undefined ? NOBODY : loadViewer(tx, user);
}
