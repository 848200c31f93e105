/**
 * Sends what is due. Any number of processes may: mails are claimed under a lease.
 *
 *   queued → sending → sent
 *                    → queued, later: the server said "not now", or could not be reached
 *                    → failed: the server refused it for good, or "not now" for days; or who gets it has left
 *                    → unknown: its end was on the wire and no answer came. It may have been delivered, so it is
 *                      never sent again by itself (I8); a person decides.
 *
 * One lane (a connection, mails one after another) at first. Once a mail went through, a few more beside it: what
 * is wrong with the server is found out with one mail, not with many.
 */
import { claimOutboxMail, expireOldMail, settleLostAttempts } from '@tradepost/db/queries/outbox';
import { endMailOfLeavers } from '@tradepost/db/queries/outbox-leavers';
import { Lane, LEASE_SECONDS, type SendOptions, type SendingRun } from './lane.ts';
import { GIVE_UP_DAYS } from './outcome.ts';
import { recordServerFault, recordServerSuccess } from './server-fault.ts';
import type { ServerDeps } from './server.ts';
import { tellServerFault } from './tell-fault.ts';
import { findWayOut, obstacleOf } from './way-out.ts';

export type { SendOptions } from './lane.ts';

/** Connections at once: what providers let one sender have. */
const LANES = 4;
/** One tick ends after so long; the next one goes on. */
const TICK_MS = 30_000;
/** An account that does not send is looked at again so soon: it costs nothing, and no mail waits longer than it must. */
const OBSTACLE_SECONDS = 60;

/** @returns how many were sent. */
export async function sendDueMail(deps: ServerDeps, options: SendOptions = {}): Promise<number> {
  await settleLostAttempts(deps.db);
  const way = await findWayOut(deps.db);
  if (way === undefined || way.server.next_attempt_at.getTime() > Date.now()) return 0;
  const obstacle = obstacleOf(way);
  if (obstacle !== null) {
    // Mails are not touched: they wait as where nothing is set, and it is no fault of theirs.
    await recordServerFault(deps.db, way.server, { code: obstacle, detail: null }, OBSTACLE_SECONDS);
    await tellServerFault(deps.db, true);
    return 0;
  }
  await expireOldMail(deps.db, GIVE_UP_DAYS);
  await endMailOfLeavers(deps.db);
  const ends = Date.now() + TICK_MS;
  const lanes: Promise<unknown>[] = [];
  const faults: unknown[] = [];
  const begin = (first: boolean) =>
    lanes.push(new Lane(run, { first }).work().catch((error: unknown) => faults.push(error)));
  const run: SendingRun = {
    deps,
    way,
    options,
    sent: 0,
    stopped: false,
    goes: () => !run.stopped && options.signal?.aborted !== true && Date.now() < ends,
    onProven: () => {
      while (lanes.length < LANES) begin(false);
    },
  };
  begin(true);
  // Longer by the lanes that join: a list is walked to its present end.
  for (const lane of lanes) await lane;
  if (run.sent > 0 && !run.stopped) await recordServerSuccess(deps.db);
  if (faults.length > 0) throw faults[0];
  return run.sent;
}

/** One mail now, whenever it is due; for a person who waits for the answer. */
export async function sendOneMail(deps: ServerDeps, id: number, options: SendOptions = {}): Promise<void> {
  const way = await findWayOut(deps.db);
  if (way === undefined) return;
  const run: SendingRun = {
    deps,
    way,
    options,
    sent: 0,
    stopped: false,
    goes: () => true,
    onProven: () => undefined,
  };
  const claim = { leaseSeconds: options.leaseSeconds ?? LEASE_SECONDS, limit: 1, only: id };
  const mails = await claimOutboxMail(deps.db, claim);
  await new Lane(run, { first: true }).only(mails);
  if (run.sent > 0) await recordServerSuccess(deps.db);
}
