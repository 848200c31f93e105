/**
 * Octets of mails in this process's memory, from their reading until the socket has taken the reply: a reader
 * who asks for large mails and takes nothing costs others no more than a bounded wait.
 */
import { Socket } from 'node:net';
import { TradepostError } from '@tradepost/core/errors';
import { ByteBudget } from '@tradepost/core/sync/byte-budget';
import type { FastifyInstance, FastifyReply } from 'fastify';

export interface OctetLimits {
  /** Octets of all replies together. */
  readonly all: number;
  /** Octets of one person's, so that nobody can keep the others from reading. A larger mail is let in alone. */
  readonly perUser: number;
  /** How long a request waits for others to finish. */
  readonly waitMs: number;
  /** A socket that takes nothing for so long is given up. */
  readonly stallMs: number;
}

const MB = 1024 * 1024;
/** Two of the largest mails of one person at once; four in all, beside what the reading threads copy. */
const LIMITS: OctetLimits = { all: 256 * MB, perUser: 128 * MB, waitMs: 5_000, stallMs: 60_000 };
/** A mail of 50 MB at 64 KB/s: who takes it more slowly than that holds what others wait for. */
const LONGEST_REPLY_MS = 15 * 60_000;

export class OctetBudget {
  readonly #limits: OctetLimits;
  readonly #all: ByteBudget;
  readonly #users = new Map<number, { readonly budget: ByteBudget; replies: number }>();
  readonly #held = new WeakSet<object>();

  constructor(limits: OctetLimits) {
    this.#limits = limits;
    this.#all = new ByteBudget(limits.all);
  }

  /**
   * Waits until the reply may hold so many octets; it does until it is finished or its socket closed. A second
   * call for the same reply does nothing.
   * @throws TradepostError 'unavailable' when others hold them for too long.
   */
  async hold(reply: FastifyReply, userId: number, octets: number): Promise<void> {
    const { raw } = reply;
    if (this.#held.has(raw)) return;
    this.#held.add(raw);
    const gone = new AbortController();
    const user = this.#enter(userId);
    const deadline = setTimeout(() => raw.destroy(), LONGEST_REPLY_MS).unref();
    const endings = [() => this.#leave(userId), () => clearTimeout(deadline)];
    const end = () => {
      gone.abort(busy());
      for (const ending of endings.splice(0)) ending();
    };
    raw.once('finish', end).once('close', end);
    const patience = setTimeout(() => gone.abort(busy()), this.#limits.waitMs);
    try {
      // The person's own first: who waits for himself takes nothing from the others.
      for (const budget of [user, this.#all]) {
        const giveBack = await budget.take(octets, false, gone.signal);
        endings.push(giveBack);
        if (raw.destroyed || raw.writableFinished) end();
        gone.signal.throwIfAborted();
      }
    } finally {
      clearTimeout(patience);
    }
  }

  #enter(userId: number): ByteBudget {
    const user = this.#users.get(userId) ?? { budget: new ByteBudget(this.#limits.perUser), replies: 0 };
    user.replies++;
    this.#users.set(userId, user);
    return user.budget;
  }

  #leave(userId: number): void {
    const user = this.#users.get(userId);
    if (user !== undefined && --user.replies === 0) this.#users.delete(userId);
  }
}

const busy = () =>
  new TradepostError(
    'unavailable',
    'Too many large mails are being read just now. Wait until a download has ended and try again.',
  );

declare module 'fastify' {
  interface FastifyInstance {
    octets: OctetBudget;
  }
}

/** For the mails, and for every reply an end to a socket that does not read. */
export function registerOctetBudget(app: FastifyInstance, limits: Partial<OctetLimits> = {}): void {
  const all = { ...LIMITS, ...limits };
  app.decorate('octets', new OctetBudget(all));
  app.addHook('onSend', async (_request, reply) => {
    // From here on only; how long a handler may take is for others to say.
    if (reply.raw.socket instanceof Socket) reply.raw.setTimeout(all.stallMs, () => reply.raw.destroy());
  });
}
