/** A desk to write letters at: a person with a mail account that sends, a customer, and what the rules need. */
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { LetterPatch, Role, SendLetter } from '@tradepost/contract';
import { secretOwner } from '@tradepost/core/accounts/deps';
import { openPackStore } from '@tradepost/core/blobs/pack-store';
import { openParsePool } from '@tradepost/core/ingest/open-pool';
import type { Author } from '@tradepost/core/letter/actor';
import { updateLetter } from '@tradepost/core/letter/change';
import { createLetter } from '@tradepost/core/letter/create';
import { sendLetter } from '@tradepost/core/letter/send';
import type { WorkDeps } from '@tradepost/core/letter/work-deps';
import { workOnLetter } from '@tradepost/core/letter/work-on-letter';
import { openMailReader } from '@tradepost/core/reader/open-reader';
import { SecretBox } from '@tradepost/core/secrets';
import { insertUser } from '@tradepost/core/users/create';
import { loadViewer } from '@tradepost/core/users/load-viewer';
import { scopeOf } from '@tradepost/core/visibility/scope';
import type { DB } from '@tradepost/db';
import { type Kysely, sql } from 'kysely';

let count = 0;
const unique = (stem: string) => `${stem}${++count}`;

export interface Desk extends WorkDeps {
  readonly reader: ReturnType<typeof openMailReader>;
  /** Its writes after the commit are hints; a test looks at the tables. */
  readonly notifier: never;
  readonly key: Buffer;
  readonly dataDir: string;
  close(): Promise<void>;
}

/** @param own a key and a data folder that other processes use too. */
export async function openDesk(
  db: Kysely<DB>,
  own: { readonly key?: Buffer; readonly dataDir?: string; readonly secrets?: SecretBox } = {},
): Promise<Desk> {
  const key = own.key ?? randomBytes(32);
  const dataDir = own.dataDir ?? (await mkdtemp(path.join(tmpdir(), 'tp-letters-')));
  const blobs = await openPackStore(dataDir);
  const pool = openParsePool({ parseThreads: 1 });
  const reader = openMailReader();
  return {
    db,
    blobs,
    pool,
    reader,
    notifier: undefined as never,
    secrets: own.secrets ?? new SecretBox(new Map([['env', key]]), 'env'),
    allowedMailHosts: ['127.0.0.1'],
    publish: () => undefined,
    key,
    dataDir,
    async close() {
      await Promise.all([reader.close(), pool.close(), blobs.close()]);
      if (own.dataDir === undefined) await rm(dataDir, { recursive: true, force: true });
    },
  };
}

/** Somebody of the company; at its top, or in a department. */
export async function makeAuthor(
  db: Kysely<DB>,
  role: Role = 'salesperson',
  departmentId: number | null = null,
): Promise<Author> {
  const name = unique('Anna ');
  const email = `${unique(role)}@export.example`;
  const user = await insertUser(db, { email, name, role }, 'no password');
  await db
    .updateTable('app_user')
    .set({ department_id: departmentId, created_at: new Date('2020-01-01') })
    .where('id', '=', user.id)
    .execute();
  const viewer = await loadViewer(db, { ...user, department_id: departmentId });
  return { viewer, scope: scopeOf(viewer), user };
}

/** An account of hers whose submission server listens at this port of loopback. */
export async function makeSender(
  desk: Desk,
  ownerId: number | null,
  smtpPort: number,
  address = `${unique('anna')}@export.example`,
): Promise<{ id: number; address: string }> {
  const { keyId, sealed } = desk.secrets.seal(secretOwner(address), 'mail password');
  const { id } = await desk.db
    .insertInto('mail_account')
    .values({
      address,
      owner_id: ownerId,
      signed_in_at: new Date(),
      imap_host: '127.0.0.1',
      imap_port: 9,
      imap_security: 'none',
      imap_user: address,
      secret_key_id: keyId,
      secret: sealed,
      smtp_host: '127.0.0.1',
      smtp_port: smtpPort,
      smtp_security: 'none',
      smtp_user: address,
      // What is put into Sent is looked at where there is one.
      append_sent: false,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return { id, address };
}

export async function makeBuyer(
  db: Kysely<DB>,
  ownerId: number | null,
  about: { readonly country?: string; readonly timeZone?: string } = {},
): Promise<{ id: number; contactId: number; address: string }> {
  const address = `${unique('john')}@${unique('acme')}.example`;
  const { id } = await db
    .insertInto('customer')
    .values({
      name: unique('Acme '),
      owner_id: ownerId,
      country: about.country ?? null,
      time_zone: about.timeZone ?? null,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  const contact = await db
    .insertInto('contact')
    .values({ customer_id: id, name: 'John Smith' })
    .returning('id')
    .executeTakeFirstOrThrow();
  await db
    .insertInto('contact_address')
    .values({ address, contact_id: contact.id, customer_id: id })
    .execute();
  return { id, contactId: contact.id, address };
}

/** A draft to a customer's contact. */
export async function draftTo(
  desk: Desk,
  author: Author,
  buyer: { readonly id: number; readonly contactId: number },
  patch: Omit<LetterPatch, 'version'> = {},
): Promise<number> {
  const id = await createLetter(desk, author, {
    kind: 'new',
    customerId: buyer.id,
    contactId: buyer.contactId,
  });
  await updateLetter(desk.db, author, id, {
    version: 1,
    subject: 'Offer',
    html: '<p>Dear John, our price is USD 3.20.</p>',
    ...patch,
  });
  return id;
}

export async function readLetter(db: Kysely<DB>, id: number) {
  const letter = await db.selectFrom('letter').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
  const recipients = await db
    .selectFrom('letter_recipient')
    .select(['address', 'state', 'detail'])
    .where('letter_id', '=', id)
    .orderBy('address')
    .execute();
  return { ...letter, recipients };
}

/** Sent by its author, and its time to undo is over. */
export async function sendOff(
  db: Kysely<DB>,
  author: Author,
  id: number,
  input: Partial<SendLetter> = {},
): Promise<void> {
  const { version } = await readLetter(db, id);
  await sendLetter(db, author, id, { version, ...input });
  await makeDue(db, id);
}

/** As when its moment came; what waits for a decision waits on. */
export async function makeDue(db: Kysely<DB>, id: number): Promise<void> {
  await sql`update mail_account set smtp_next_attempt_at = now()`.execute(db);
  await sql`
    update letter set due_at = now(), next_step_at = now()
    where id = ${id} and next_step_at is not null and lease_until is null`.execute(db);
}

/** As when the worker that has it were gone for longer than its lease. */
export async function endLease(db: Kysely<DB>, id: number): Promise<void> {
  await sql`
    update letter set lease_until = now() - interval '1 second', next_step_at = now()
    where id = ${id} and lease_until is not null`.execute(db);
}

export const work = (desk: Desk, id: number, patienceMs = 3_000) => workOnLetter(desk, id, { patienceMs });

export async function noticesOf(db: Kysely<DB>, userId: number): Promise<string[]> {
  const rows = await db
    .selectFrom('notice')
    .select('kind')
    .where('user_id', '=', userId)
    .orderBy('id')
    .execute();
  return rows.map(({ kind }) => kind);
}
