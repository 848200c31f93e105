/** The way of a complaint: given to who acts, corrected, verified by another one, closed. */
import type { AssignComplaint, CorrectComplaint, VerifyComplaint } from '@tradepost/contract';
import { checkAssignee } from '../activity/check.ts';
import type { CustomerDeps } from '../customers/deps.ts';
import { cleanText } from '../customers/normalise.ts';
import { isLeader } from '../users/viewer.ts';
import { type ComplaintActor, nameOf } from './open.ts';
import { needed, NOT_CORRECTED, takeStep } from './step.ts';
import { leadersOf } from './who-acts.ts';

/** @throws TradepostError as `takeStep`; 'invalid-request' for somebody who does not see the customer. */
export const assignComplaint = (
  deps: CustomerDeps,
  actor: ComplaintActor,
  id: number,
  { assigneeId, note }: AssignComplaint,
) =>
  takeStep(deps, actor, id, 'assign', async (tx, complaint) => {
    await checkAssignee(tx, complaint.customer_id, assigneeId);
    return {
      // A corrective action that somebody else is to take again is taken again.
      set: { ...NOT_CORRECTED, state: 'assigned', assignee_id: assigneeId },
      step: {
        step: 'assigned',
        text: cleanText(note),
        detail: { assigneeName: await nameOf(tx, assigneeId) },
      },
    };
  });

export const correctComplaint = (
  deps: CustomerDeps,
  actor: ComplaintActor,
  id: number,
  { action, cause }: CorrectComplaint,
) =>
  takeStep(deps, actor, id, 'correct', async (_tx, complaint) => ({
    set: {
      state: 'corrected',
      action: needed(action, 'Say what was done.'),
      cause: cleanText(cause),
      acted_by: actor.viewer.id,
      acted_at: new Date(),
      // Who acts without being asked has it.
      assignee_id: complaint.assignee_id ?? actor.viewer.id,
    },
    step: { step: 'corrected', text: cleanText(action), detail: { cause: cleanText(cause) } },
  }));

export const verifyComplaint = (
  deps: CustomerDeps,
  actor: ComplaintActor,
  id: number,
  { effective, text }: VerifyComplaint,
) =>
  takeStep(deps, actor, id, 'verify', async (tx, complaint) => {
    const said = needed(text, 'Say what was looked at, and what was found.');
    const tell = complaint.acted_by === null ? [] : [complaint.acted_by];
    if (!effective)
      return {
        set: {
          ...NOT_CORRECTED,
          state: 'assigned',
          assignee_id: complaint.acted_by ?? complaint.assignee_id,
        },
        step: { step: 'refused', text: said },
        tell: [...tell, ...(await leadersOf(tx, complaint.acted_by))],
      };
    return {
      set: {
        state: 'verified',
        verification: said,
        verified_by: actor.viewer.id,
        verified_at: new Date(),
        verified_by_leader: isLeader(actor.viewer),
      },
      step: { step: 'verified', text: said },
      tell,
    };
  });

export const closeComplaint = (
  deps: CustomerDeps,
  actor: ComplaintActor,
  id: number,
  note: string | null | undefined,
) =>
  takeStep(deps, actor, id, 'close', async (_tx, complaint) => ({
    set: { state: 'closed', closed_by: actor.viewer.id, closed_at: new Date() },
    step: { step: 'closed', text: cleanText(note) },
    tell: [complaint.opened_by, complaint.owner_id].filter((userId) => userId !== null),
  }));
