/** One connection to the server and the mails that go over it, one after another. */
import { setTimeout as sleep } from 'node:timers/promises';
import {
  claimOutboxMail,
  handBackOutboxMail,
  type OutboxRow,
  recordHandOver,
  recordNotSent,
  recordSent,
} from '@tradepost/db/queries/outbox';
import { type ComposedMail, composeMail, DEADLINE_MS, SmtpFault, SmtpSession } from '@tradepost/mail/smtp';
import { smtpGuard } from './host-guard.ts';
import { outcomeOf, toFault } from './outcome.ts';
import type { ServerDeps } from './server.ts';
import { tellNotSent, tellServerFault } from './tell-fault.ts';
import { recordServerFault, recordServerSuccess } from './server-fault.ts';
import { openWayOut, privateHostAllowed, type WayOut } from './way-out.ts';

export interface SendOptions {
  /** Ends between two mails, and breaks off the one under way. */
  readonly signal?: AbortSignal;
  /** Milliseconds without a word from the server; for tests. */
  readonly patienceMs?: number;
  /** Seconds; longer than any attempt. For tests. */
  readonly leaseSeconds?: number;
}

/** One tick: what its lanes share. */
export interface SendingRun {
  readonly deps: ServerDeps;
  readonly way: WayOut;
  readonly options: SendOptions;
  sent: number;
  /** A fault of the server's: every mail would meet it. */
  stopped: boolean;
  /** There is time for another mail. */
  goes(): boolean;
  /** A mail was taken by the server. */
  onProven(): void;
}

/** Mails under one lease. Each is begun only while enough of the lease is left for all of its attempt. */
const BATCH = 25;
const BEGIN_MS = 60_000;
export const LEASE_SECONDS = (DEADLINE_MS + BEGIN_MS) / 1_000;

/** A database that restarts is waited for so long: what the server said must not become an unknown fate. */
const RECORD_MS = 60_000;
const RECORD_AGAIN_MS = 500;

export class Lane {
  readonly #run: SendingRun;
  readonly #first: boolean;
  #session: SmtpSession | null = null;

  /** @param lane.first its faults are the server's; another one that gets no connection is one too many, and no fault. */
  constructor(run: SendingRun, lane: { readonly first: boolean }) {
    this.#run = run;
    this.#first = lane.first;
  }

  /** Until nothing is due, or the tick ends. */
  async work(): Promise<void> {
    const { deps, options } = this.#run;
    const claim = { leaseSeconds: options.leaseSeconds ?? LEASE_SECONDS, limit: BATCH };
    try {
      if (!this.#first && !(await this.#joins())) return;
      while (this.#run.goes()) {
        const mails = await claimOutboxMail(deps.db, claim);
        if (mails.length === 0) return;
        await this.#send(mails);
      }
    } finally {
      await this.#close();
    }
  }

  /** These, which are claimed. */
  async only(mails: readonly OutboxRow[]): Promise<void> {
    try {
      await this.#send(mails);
    } finally {
      await this.#close();
    }
  }

  /** In their order; those that it does not come to are handed back. */
  async #send(mails: readonly OutboxRow[]): Promise<void> {
    const begun = Date.now();
    for (const [index, mail] of mails.entries()) {
      if (!this.#run.goes() || Date.now() - begun > BEGIN_MS) {
        await handBackOutboxMail(this.#run.deps.db, mails.slice(index));
        return;
      }
      await this.#attempt(mail);
    }
  }

  async #joins(): Promise<boolean> {
    try {
      this.#session = await this.#open();
      return true;
    } catch (error) {
      toFault(error);
      return false;
    }
  }

  async #attempt(mail: OutboxRow): Promise<void> {
    const { deps, way } = this.#run;
    const { server } = way;
    try {
      await this.#hand(mail);
    } catch (error) {
      const fault = toFault(error);
      if (this.#run.options.signal?.aborted === true && fault.scope === 'server') {
        await handBackOutboxMail(deps.db, [mail]);
        return;
      }
      const { state, delay } = outcomeOf(fault, mail);
      const told = { code: fault.code, detail: fault.detail };
      await surely(() => recordNotSent(deps.db, mail, state, told, delay));
      if (state !== 'queued') await tellNotSent(deps.db, mail, told);
      if (fault.scope !== 'server') return;
      this.#run.stopped = true;
      await recordServerFault(deps.db, server, told, delay);
      await tellServerFault(deps.db, fault.permanent);
      return;
    }
    await surely(() => recordSent(deps.db, mail));
    this.#run.sent++;
    if (this.#run.sent > 1) return;
    if (server.error_code !== null) await recordServerSuccess(deps.db);
    this.#run.onProven();
  }

  /**
   * A connection that mails went over is ended by many servers after so many of them, or so long: what breaks it
   * before the end of a mail is tried once more over a new one, and only what that one says is the server's fault.
   */
  async #hand(mail: OutboxRow): Promise<void> {
    const composed = await this.#compose(mail);
    for (;;) {
      const used = this.#session !== null;
      let asked = false;
      try {
        this.#session ??= await this.#open();
        await this.#session.send(composed, () => {
          asked = true;
          return recordHandOver(this.#run.deps.db, mail);
        });
        return;
      } catch (error) {
        if (this.#session?.usable !== true) await this.#close();
        const again = used && !asked && error instanceof SmtpFault && error.scope === 'server';
        if (!again) throw error;
      }
    }
  }

  #compose(mail: OutboxRow): Promise<ComposedMail> {
    const { from_name: name, from_address: address } = this.#run.way.server;
    return composeMail({
      from: { name, address },
      to: mail.to_address,
      messageId: mail.rfc_message_id,
      inReplyTo: mail.in_reply_to,
      date: mail.first_attempt_at ?? mail.created_at,
      subject: mail.subject,
      text: mail.body_text,
      html: mail.body_html,
    });
  }

  async #open(): Promise<SmtpSession> {
    const { deps, way, options } = this.#run;
    return SmtpSession.open(openWayOut(deps.secrets, way), {
      guard: smtpGuard(deps, privateHostAllowed(way)),
      ...(options.signal === undefined ? {} : { signal: options.signal }),
      ...(options.patienceMs === undefined ? {} : { patienceMs: options.patienceMs }),
    });
  }

  async #close(): Promise<void> {
    const session = this.#session;
    this.#session = null;
    await session?.close();
  }
}

async function surely(record: () => Promise<void>): Promise<void> {
  const until = Date.now() + RECORD_MS;
  for (;;) {
    try {
      return await record();
    } catch (error) {
      if (Date.now() > until) throw error;
      await sleep(RECORD_AGAIN_MS);
    }
  }
}
