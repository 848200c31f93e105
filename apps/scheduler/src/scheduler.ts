import { runCommands } from '@tradepost/core/act/run-commands';
import { keepAnswers } from '@tradepost/core/answers/keep-answers';
import { raiseInvalidAddresses } from '@tradepost/core/bounce/raise-invalid';
import { detectCollisions } from '@tradepost/core/collision/detect';
import type { Config } from '@tradepost/core/config/config';
import { sweepFollowUps } from '@tradepost/core/follow-up/sweep';
import { remindApprovers } from '@tradepost/core/letter/approval';
import { type Logger, makeLogger } from '@tradepost/core/log';
import { QUEUE_NAMES, Queues } from '@tradepost/core/queues/queues';
import { openRedisFor } from '@tradepost/core/queues/redis';
import { Notifier } from '@tradepost/core/events/notifier';
import { makeMassLetters } from '@tradepost/core/mass-mail/send-tick';
import { NoticeAnnouncer } from '@tradepost/core/notices/announce';
import { sendDueMail } from '@tradepost/core/outbox/send-due';
import { sendInstant } from '@tradepost/core/reminder/send-instant';
import { indexRecords } from '@tradepost/core/search/index-records';
import { emptyIndexList } from '@tradepost/db/queries/search-index';
import { indexLeftWaiting } from '@tradepost/core/search/index-waiting';
import { refreshSearch } from '@tradepost/core/search/refresh-docs';
import { sendReminders } from '@tradepost/core/reminder/send-reminders';
import { waitForDatabase } from '@tradepost/core/run-process';
import { askForDue } from '@tradepost/core/schedule/ask-for-due';
import { openSecretBox } from '@tradepost/core/secrets';
import { keepHouse } from '@tradepost/core/schedule/housekeeping';
import { escalateTasks } from '@tradepost/core/task/escalate';
import { connect } from '@tradepost/db';
import { databaseNow } from '@tradepost/db/queries/ping';
import { Worker } from 'bullmq';

const TICK_MS = 2_000;
/** A second's worth of mail of a large mailbox; searches read what waits beside the index. */
const INDEX_LIST_MS = 1_000;
/** Of what is due on a day; nothing of it is in a hurry. */
const SWEEP_MS = 5_000;
/** A morning's mail may be some seconds late. */
const REMINDERS_MS = 5_000;
const HOUSEKEEPING_MS = 3_600_000;
/** FLUSHALL ends BullMQ's schedulers without a word, so they are put back this often. */
const RENEW_MS = 10_000;

export async function startScheduler(config: Config): Promise<{ close(): Promise<void> }> {
  const log = makeLogger('scheduler', config.logLevel);
  const db = connect({
    url: config.databaseUrl,
    applicationName: 'tradepost-scheduler',
    // Mail goes out over four connections, each with a statement of its own.
    max: 10,
    onError: (error) => log.warn({ err: error }, 'a database connection was lost'),
  });
  const redis = openRedisFor(log, config.redisUrl);
  const queues = new Queues(redis, (error) => log.warn({ err: error }, 'queue'));
  const run = (
    name:
      | 'reconcile-due'
      | 'follow-up'
      | 'reminders'
      | 'housekeeping'
      | 'outbox'
      | 'mass-mail'
      | 'search'
      | 'search-list',
    task: () => Promise<void>,
  ) => {
    const worker = new Worker(QUEUE_NAMES[name], task, { connection: redis });
    worker.on('error', (error) => log.warn({ err: error, queue: name }, 'worker'));
    worker.on('failed', (_job, error) => log.warn({ err: error, queue: name }, 'job failed'));
    return worker;
  };
  const stopping = new AbortController();
  const notifier = new Notifier(queues, redis, log);
  const announcer = new NoticeAnnouncer(db, notifier);
  const secrets = await openSecretBox(config);
  const outbox = { db, secrets, allowedMailHosts: config.allowedMailHosts };
  const reminders = { db, secrets, publicUrl: config.publicUrl, log };
  await waitForDatabase(db, log);
  const workers = [
    run('reconcile-due', () =>
      eachPart(log, {
        'what is due': () => askForDue(db, queues),
        notices: () => announcer.look(),
        collisions: () => detectCollisions(db),
        answers: () => keepAnswers(db),
        approvals: async () => void (await remindApprovers(db)),
        commands: () => runCommands({ db, notifier }),
      }),
    ),
    run('follow-up', async () => {
      const now = await databaseNow(db);
      await eachPart(log, {
        'follow-ups': () => sweepFollowUps(db, now),
        bounces: () => raiseInvalidAddresses(db, now),
        escalations: () => escalateTasks(db, now),
      });
    }),
    // By itself: a mail server that hangs holds up nothing else.
    run('outbox', async () => {
      await sendDueMail(outbox, { signal: stopping.signal });
    }),
    run('mass-mail', async () => {
      await makeMassLetters({ db, secrets, publicUrl: config.publicUrl }, stopping.signal);
    }),
    run('reminders', async () => {
      const now = await databaseNow(db);
      await sendReminders(reminders, now);
      await sendInstant(db, config.publicUrl, now);
    }),
    run('search', () =>
      eachPart(log, {
        left: () => indexLeftWaiting({ db, log }),
        mails: () => refreshSearch(db),
        records: () => indexRecords(db),
      }),
    ),
    run('search-list', () => emptyIndexList(db)),
    run('housekeeping', () => keepHouse(db)),
  ];
  const schedule = async () => {
    await queues.queue('reconcile-due').upsertJobScheduler('tick', { every: TICK_MS });
    await queues.queue('read-attachments').upsertJobScheduler('tick', { every: TICK_MS });
    await queues.queue('follow-up').upsertJobScheduler('tick', { every: SWEEP_MS });
    await queues.queue('outbox').upsertJobScheduler('tick', { every: TICK_MS });
    await queues.queue('mass-mail').upsertJobScheduler('tick', { every: TICK_MS });
    await queues.queue('reminders').upsertJobScheduler('tick', { every: REMINDERS_MS });
    await queues.queue('search').upsertJobScheduler('tick', { every: TICK_MS });
    await queues.queue('search-list').upsertJobScheduler('tick', { every: INDEX_LIST_MS });
    await queues.queue('housekeeping').upsertJobScheduler('hourly', { every: HOUSEKEEPING_MS });
  };
  await schedule();
  const renewal = setInterval(() => {
    schedule().catch((error: unknown) => log.warn({ err: error }, 'the schedules could not be renewed'));
  }, RENEW_MS);
  log.info('scheduler runs');
  return {
    async close() {
      clearInterval(renewal);
      stopping.abort();
      await Promise.allSettled(workers.map((worker) => worker.close()));
      await queues.close();
      redis.disconnect();
      await db.destroy();
    },
  };
}

/** One after another; one that fails holds up none of the others, and is tried again with the next tick. */
async function eachPart(log: Logger, parts: Readonly<Record<string, () => Promise<unknown>>>): Promise<void> {
  for (const [part, work] of Object.entries(parts))
    await work().catch((error: unknown) => log.warn({ err: error, part }, 'a part of the tick failed'));
}
