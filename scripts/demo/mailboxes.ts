/** The sample correspondence in the sample company's mailboxes, at once and then mail by mail. */
import { rm } from 'node:fs/promises';
import path from 'node:path';
import type { Dovecot } from '../launch/dovecot.ts';
import { COLLEAGUES } from './correspondence/company.ts';
import { correspondence, planCorrespondence } from './correspondence/index.ts';
import type { DemoMail } from './correspondence/types.ts';
import type { DemoStateFile } from './state.ts';

/** Between two new mails. */
const TRICKLE_MS = 60_000;
/** The first comes soon, while the newcomer still looks. */
const FIRST_TRICKLE_MS = 20_000;
/** After so many in one run nobody is looking any more. */
const TRICKLE_PER_RUN = 400;

const deliver = (dovecot: Dovecot, mail: DemoMail): Promise<void> =>
  dovecot.deliver(mail.account, mail.raw, {
    mailbox: mail.mailbox,
    internalDate: mail.internalDate,
    flags: mail.seen ? 'S' : '',
  });

/** Fills the mailboxes from the beginning, oldest mail first. @returns how many mails were put there. */
export async function fillMailboxes(dovecot: Dovecot, now: Date): Promise<number> {
  // An earlier start may have been interrupted: half a mailbox is begun anew, nothing is there twice.
  for (const person of Object.values(COLLEAGUES)) {
    await rm(path.join(dovecot.mailDir, person.address), { recursive: true, force: true });
  }
  let count = 0;
  for await (const mail of correspondence({ now })) {
    await deliver(dovecot, mail);
    count++;
  }
  return count;
}

/** New mail while the demonstration runs: the deals of the sample company go on. */
export function startTrickle(
  dovecot: Dovecot,
  file: DemoStateFile,
  log: (line: string) => void,
): { stop(): Promise<void> } {
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;
  let running: Promise<void> = Promise.resolve();
  let sent = 0;
  const plan = { events: null as Awaited<ReturnType<typeof planCorrespondence>>['future'] | null };

  async function next(): Promise<boolean> {
    plan.events ??= (await planCorrespondence({ now: new Date(file.state.startedAt) })).future;
    const event = plan.events[file.state.trickled];
    if (event === undefined) return false;
    // Counted before it is delivered: a kill in between leaves one out rather than bringing it twice.
    await file.update({ trickled: file.state.trickled + 1 });
    for (const mail of event.mails(new Date())) await deliver(dovecot, mail);
    return true;
  }

  const schedule = (delayMs: number) => {
    timer = setTimeout(() => {
      running = next().then(
        (more) => {
          sent++;
          if (more && !stopped && sent < TRICKLE_PER_RUN) schedule(TRICKLE_MS);
        },
        (error: unknown) => {
          log(`demo: no new mail any more: ${error instanceof Error ? error.message : String(error)}`);
        },
      );
    }, delayMs);
  };
  schedule(FIRST_TRICKLE_MS);
  return {
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await running;
    },
  };
}
