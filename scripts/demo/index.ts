/** `npm start -- --demo`: a sample export company with real mailboxes on loopback, connected and syncing. */
import path from 'node:path';
import type { AccountDeps } from '@tradepost/core/accounts/deps';
import { loadConfig } from '@tradepost/core/config/config';
import { TradepostError } from '@tradepost/core/errors';
import { Notifier } from '@tradepost/core/events/notifier';
import { makeLogger } from '@tradepost/core/log';
import { Queues } from '@tradepost/core/queues/queues';
import { openRedis } from '@tradepost/core/queues/redis';
import { openSecretBox } from '@tradepost/core/secrets';
import { connect } from '@tradepost/db';
import { startDovecot } from '../launch/dovecot.ts';
import { COLLEAGUES, COMPANY, OWNER } from './correspondence/company.ts';
import { letCollide, sendThroughSink, settleDay } from './day.ts';
import { fillMailboxes, startTrickle } from './mailboxes.ts';
import { letInquire, putOffForLong, settleTemplates } from './letters.ts';
import { settleOffice } from './office.ts';
import { connectAccounts, settleCompany } from './people.ts';
import { startSmtpSink } from './smtp-sink.ts';
import { DemoStateFile } from './state.ts';

export interface DemoContext {
  readonly databaseUrl: string;
  readonly redisUrl: string;
  /** The product's folder; the demonstration keeps to `demo` below it. */
  readonly dataDir: string;
  readonly publicUrl: string;
  log(line: string): void;
}

export interface Demo {
  /** For people: who may sign in, and where the mail servers listen. */
  readonly lines: string[];
  stop(): Promise<void>;
}

/** The demonstration connects its own loopback server and no other. */
const PROBE: AccountDeps['probe'] = {
  providers: [],
  providerOf: () => null,
  lookup: async () => ({ imap: null, smtp: null, providerId: null, source: 'none' }),
  test: () =>
    Promise.reject(new TradepostError('invalid-request', 'The demonstration tests no connections.')),
  testSending: () =>
    Promise.reject(new TradepostError('invalid-request', 'The demonstration tests no connections.')),
  assertHostAllowed: (settings) => assertLoopback(settings.host),
  assertSubmissionAllowed: (server) => assertLoopback(server.host),
};

async function assertLoopback(host: string): Promise<void> {
  if (host !== '127.0.0.1') throw new TradepostError('invalid-request', 'Only loopback.');
}

async function withDeps(context: DemoContext, work: (deps: AccountDeps) => Promise<void>): Promise<void> {
  const config = loadConfig({
    ...process.env,
    DATABASE_URL: context.databaseUrl,
    REDIS_URL: context.redisUrl,
    TRADEPOST_DATA: context.dataDir,
  });
  const log = makeLogger('demo', 'warn');
  const db = connect({ url: config.databaseUrl, applicationName: 'tradepost-demo', max: 3 });
  const redis = openRedis(config.redisUrl, (error) => log.warn({ err: error }, 'redis'));
  const queues = new Queues(redis, (error) => log.warn({ err: error }, 'queue'));
  try {
    const secrets = await openSecretBox(config);
    await work({ db, secrets, notifier: new Notifier(queues, redis, log), probe: PROBE });
  } finally {
    await queues.close();
    redis.disconnect();
    await db.destroy();
  }
}

function signIns(context: DemoContext, file: DemoStateFile, host: string): string[] {
  const people = [
    [OWNER.email, `${OWNER.name}, owner`] as const,
    ...Object.values(COLLEAGUES).map(
      (person) => [person.address, `${person.nameZh} ${person.first}, ${person.role}`] as const,
    ),
  ];
  const width = Math.max(...people.map(([email]) => email.length));
  return [
    `Sample company: ${COMPANY.name} ${COMPANY.nameZh}`,
    `Sign in at ${context.publicUrl} as`,
    ...people.map(([email, who]) => `  ${email.padEnd(width)}  ${file.password(email)}  (${who})`),
    `Its mail servers: IMAP ${host}:${file.state.imapPort}, SMTP ${host}:${file.state.smtpPort} (same names and passwords; nothing leaves this machine)`,
  ];
}

/**
 * Starts the mail servers, fills the mailboxes at the first start, makes people, customers and accounts
 * where they are missing, and lets new mail come in. The database must be migrated.
 * @throws Error when Dovecot is not installed or one of its ports is taken.
 */
export async function startDemo(context: DemoContext): Promise<Demo> {
  const dir = path.join(context.dataDir, 'demo');
  const addresses = [OWNER.email, ...Object.values(COLLEAGUES).map((person) => person.address)];
  const file = await DemoStateFile.open(dir, addresses);
  const dovecot = await startDovecot({
    dir: path.join(dir, 'dovecot'),
    port: file.state.imapPort,
    tlsPort: file.state.imapsPort,
    durable: false,
  });
  const closers: (() => Promise<void>)[] = [() => dovecot.stop()];
  const stop = async () => {
    for (const close of closers.splice(0).reverse()) await close();
  };
  try {
    for (const person of Object.values(COLLEAGUES))
      await dovecot.createUser(person.address, file.password(person.address));
    const sink = await startSmtpSink({
      port: file.state.smtpPort,
      deliver: (account, raw) => dovecot.deliver(account, raw),
      log: (line) => context.log(line),
    });
    closers.push(() => sink.close());
    if (!file.state.delivered) {
      context.log('demo: writing the sample correspondence');
      const count = await fillMailboxes(dovecot, new Date(file.state.startedAt));
      await letCollide(dovecot, new Date(file.state.startedAt));
      await letInquire(dovecot, new Date(file.state.startedAt));
      await file.update({ delivered: true });
      context.log(`demo: ${count} mails in four mailboxes`);
    }
    await withDeps(context, async (deps) => {
      await settleCompany(deps, (address) => file.password(address));
      if (file.state.office !== true) {
        // Marked before: a kill in between leaves some out rather than making them twice.
        await file.update({ office: true });
        await settleOffice(deps, new Date(file.state.startedAt));
      }
      await sendThroughSink(deps, file.state.smtpPort);
      await connectAccounts(deps, file.state, (address) => file.password(address));
      if (file.state.day !== true) {
        await file.update({ day: true });
        await settleDay(deps, new Date(file.state.startedAt));
        await settleTemplates(deps);
        await putOffForLong(deps, new Date(file.state.startedAt));
      }
    });
    const trickle = startTrickle(dovecot, file, (line) => context.log(line));
    closers.push(() => trickle.stop());
    return { lines: signIns(context, file, dovecot.host), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
