/** `scripts/tradepost bench digests`: morning mails of many people, made of real rows and handed to a mail server. */
import { type ChildProcess, fork } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { makeLogger } from '@tradepost/core/log';
import { sendDueMail } from '@tradepost/core/outbox/send-due';
import { setOutgoingServer } from '@tradepost/core/outbox/server';
import { planReminders } from '@tradepost/core/reminder/plan';
import { sendReminders } from '@tradepost/core/reminder/send-reminders';
import { SecretBox } from '@tradepost/core/secrets';
import { connect, type DB, migrate } from '@tradepost/db';
import { type Kysely, sql } from 'kysely';
import { startPostgres } from '../launch/postgres.ts';
import { describeMachine } from './machine.ts';

export interface DigestBenchOptions {
  readonly people?: number;
  readonly tasksEach?: number;
  readonly progress?: (line: string) => void;
}

export interface DigestBenchResult {
  readonly people: number;
  readonly tasksEach: number;
  /** Side by side. */
  readonly composeSeconds: number;
  readonly sendSeconds: number;
  readonly perSecond: number;
  readonly bytesEach: number;
  readonly taken: number;
  /** Processor time of this process for each mail, ms. */
  readonly cpuMsEach: number;
  readonly machine: Readonly<Record<string, string>>;
}

const BUILD_MS = 900_000;
const EVE = new Date('2026-12-01T12:00:00Z');
/** A second after half past eight in Shanghai. */
const MORNING = new Date('2026-12-02T00:30:01Z');

/** Postgres, the sink and the product share the machine. */
export async function benchDigests(options: DigestBenchOptions = {}): Promise<DigestBenchResult> {
  const { people = 10_000, tasksEach = 6, progress = () => {} } = options;
  const dir = await mkdtemp(path.join(os.tmpdir(), 'tradepost-bench-digests-'));
  const postgres = await startPostgres({ dir, output: () => {} });
  // What is searched of a customer is worked out with it: building is slow, and not what is measured.
  const db = connect({ url: postgres.url, applicationName: 'bench', max: 10, statementTimeoutMs: BUILD_MS });
  const sink = fork(path.join(import.meta.dirname, 'digest-sink.ts'));
  try {
    await migrate(postgres.url);
    progress(`building ${people} people with ${tasksEach} tasks each`);
    await build(db, people, tasksEach);
    const [{ port }] = (await once(sink, 'message')) as [{ port: number }];
    const secrets = new SecretBox(new Map([['bench', randomBytes(32)]]), 'bench');
    const server = { db, secrets, allowedMailHosts: ['127.0.0.1'] };
    await setOutgoingServer(
      server,
      {
        host: '127.0.0.1',
        port,
        security: 'none',
        user: null,
        fromAddress: 'office@bench.test',
        fromName: null,
      },
      { actorId: null, privateHostAllowed: false },
    );
    await planReminders(db, EVE);
    const deps = { db, secrets, publicUrl: 'https://crm.example.com', log: makeLogger('bench', 'error') };
    const cpu = process.cpuUsage();
    progress('composing and sending');
    let made = 0;
    // As in the product: two parts of one process, side by side.
    const composing = timed(async () => {
      while (made < people) {
        const step = await sendReminders(deps, MORNING);
        if (step === 0) throw new Error(`only ${made} of ${people} mails were made`);
        made += step;
      }
    });
    const sending = timed(async () => {
      for (let sent = 0; sent < people; ) {
        const step = await sendDueMail(server);
        if (step === 0 && made >= people && sent === 0) throw new Error('nothing was sent');
        sent += step;
        if (step === 0) await sleep(50);
      }
    });
    const [composeSeconds, sendSeconds] = await Promise.all([composing, sending]);
    const used = process.cpuUsage(cpu);
    sink.send('count');
    const [{ taken }] = (await once(sink, 'message')) as [{ taken: number }];
    return {
      people,
      tasksEach,
      composeSeconds,
      sendSeconds,
      perSecond: taken / Math.max(composeSeconds, sendSeconds),
      bytesEach: await meanSize(db),
      taken,
      cpuMsEach: (used.user + used.system) / 1_000 / people,
      machine: describeMachine(),
    };
  } finally {
    await end(sink);
    await db.destroy();
    await postgres.stop();
    await rm(dir, { recursive: true, force: true });
  }
}

async function timed(work: () => Promise<void>): Promise<number> {
  const begun = performance.now();
  await work();
  return (performance.now() - begun) / 1_000;
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return;
  child.disconnect();
  await once(child, 'exit');
}

async function meanSize(db: Kysely<DB>): Promise<number> {
  const { rows } = await sql<{ bytes: number }>`
    select avg(octet_length(body_html) + octet_length(body_text))::int as bytes from outbox_mail`.execute(db);
  return rows[0]?.bytes ?? 0;
}

/** Half of them read Chinese; grades, countries and contacts as in a company's book. */
async function build(db: Kysely<DB>, people: number, tasksEach: number): Promise<void> {
  await sql`
    insert into app_user (email, name, role, locale)
    select 'seller' || n || '@bench.test', '业务员 ' || n, 'salesperson', case when n % 2 = 0 then 'en' else 'zh-CN' end
    from generate_series(1, ${people}) n`.execute(db);
  await sql`
    insert into customer (name, country, grade, owner_id, key_account, preferred_channel, last_contact_at)
    select 'Customer ' || u.id || '-' || k || ' Trading & Sons Ltd', (array['SE','DE','US','AE','BR','JP'])[1 + k % 6],
      (array['A','B','C','D'])[1 + k % 4], u.id, k % 5 = 0, (array['email','whatsapp','phone'])[1 + k % 3],
      '2026-11-10T08:00:00Z'::timestamptz + k * interval '1 hour'
    from app_user u cross join generate_series(1, ${tasksEach}) k`.execute(db);
  await sql`insert into contact (customer_id, name, is_main) select id, 'Contact of ' || id, true from customer`.execute(
    db,
  );
  await sql`
    insert into contact_address (address, contact_id, customer_id)
    select 'buyer' || k.id || '@customer.test', k.id, k.customer_id from contact k`.execute(db);
  await sql`
    insert into task (kind, customer_id, assignee_id, due_on, first_due_on)
    select 'follow-up', id, owner_id, '2026-12-02'::date - (id % 4)::int, '2026-12-02'::date - (id % 4)::int from customer`.execute(
    db,
  );
  await sql`analyze`.execute(db);
}
