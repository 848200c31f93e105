/** The list of addresses and domains whose mail is not archived. It holds from now on: what is archived stays. */
import type { DB } from '@tradepost/db';
import { isOfCustomer, type NeverArchiveRow, uncoverLeftOut } from '@tradepost/db/queries/never-archive';
import { listOwnAddresses } from '@tradepost/db/queries/own-addresses';
import { listCompanyDomains } from '@tradepost/db/queries/settings';
import type { Kysely, Transaction } from 'kysely';
import { appendAudit } from '../audit/append.ts';
import { normaliseAddress, normaliseDomain } from '../customers/normalise.ts';
import { notFound, TradepostError } from '../errors.ts';
import type { Notifier } from '../events/notifier.ts';
import { isPlatformDomain, isSharedDomain } from '../filing/freemail-domains.ts';
import type { JobStep } from '../jobs/run-job.ts';

export interface NewEntry {
  readonly address?: string;
  readonly domain?: string;
  readonly reason?: string | undefined;
}

interface Deps {
  readonly db: Kysely<DB>;
  readonly notifier: Notifier;
}

/**
 * What would leave out customers' mail is refused: a mail that was not archived is nowhere.
 * @throws TradepostError 'unprocessable', 'conflict' where it is on the list already.
 */
export async function addNeverArchive(
  db: Kysely<DB>,
  actorId: number | null,
  input: NewEntry,
): Promise<NeverArchiveRow> {
  const kind = input.address === undefined ? ('domain' as const) : ('address' as const);
  const value =
    input.address === undefined ? normaliseDomain(input.domain ?? '') : normaliseAddress(input.address);
  return db.transaction().execute(async (tx) => {
    await assertNobodysCustomer(tx, { kind, value });
    const entry = await tx
      .insertInto('never_archive')
      .values({ kind, value, reason: input.reason?.trim() || null, created_by: actorId })
      .onConflict((oc) => oc.columns(['kind', 'value']).doNothing())
      .returning(['id', 'kind', 'value', 'reason', 'created_at'])
      .executeTakeFirst();
    if (entry === undefined) throw new TradepostError('conflict', `${value} is on the list already.`);
    const actor =
      actorId === null
        ? undefined
        : await tx.selectFrom('app_user').select('name').where('id', '=', actorId).executeTakeFirst();
    await appendAudit(tx, {
      actorId,
      action: 'never-archive.added',
      subjectKind: 'never-archive',
      subjectId: entry.id,
      detail: { [kind]: value, reason: entry.reason ?? undefined },
    });
    return { ...entry, created_by_name: actor?.name ?? null };
  });
}

async function assertNobodysCustomer(
  tx: Transaction<DB>,
  entry: { kind: 'address' | 'domain'; value: string },
): Promise<void> {
  const { kind, value } = entry;
  const refuse = (reason: string) => {
    throw new TradepostError('unprocessable', reason);
  };
  if (kind === 'domain') {
    if (!value.includes('.') || value.length > 253) refuse(`"${value}" is not a mail domain.`);
    if (isSharedDomain(value) || isPlatformDomain(value))
      refuse(`Anyone may have an address at ${value}, customers too: list single addresses instead.`);
    if ((await listCompanyDomains(tx)).includes(value))
      refuse(`${value} is the company’s own. For mail among colleagues there is a switch of its own.`);
  } else if ((await listOwnAddresses(tx, [value])).has(value))
    refuse(`${value} is the company’s own. For mail among colleagues there is a switch of its own.`);
  if (await isOfCustomer(tx, entry))
    refuse(`${value} belongs to a customer, whose mail is to be archived. Take it off the customer first.`);
}

/**
 * What was left out by it and is still on the server is fetched after all, in the background.
 * @throws TradepostError 'not-found'.
 */
export async function removeNeverArchive(deps: Deps, actorId: number | null, id: number): Promise<void> {
  const jobId = await deps.db.transaction().execute(async (tx) => {
    const gone = await tx
      .deleteFrom('never_archive')
      .where('id', '=', id)
      .returning(['kind', 'value'])
      .executeTakeFirst();
    if (gone === undefined) throw notFound('The entry');
    const job = await tx
      .insertInto('background_job')
      .values({ kind: 'fetch-left-out', payload: '{}', created_by: actorId })
      .returning('id')
      .executeTakeFirstOrThrow();
    await appendAudit(tx, {
      actorId,
      action: 'never-archive.removed',
      subjectKind: 'never-archive',
      subjectId: id,
      detail: { [gone.kind]: gone.value },
    });
    return job.id;
  });
  await deps.notifier.enqueue('background-job', { jobId });
}

/** One mailbox: its places that were left out by the list are asked for again by the next sync. */
export async function fetchLeftOutStep(
  tx: Transaction<DB>,
  _payload: unknown,
  cursor: unknown,
): Promise<JobStep> {
  const after = (cursor as { after: number } | null)?.after ?? 0;
  const box = await uncoverLeftOut(tx, after);
  return box === null ? { cursor: null, done: 0 } : { cursor: { after: box.mailboxId }, done: box.places };
}
