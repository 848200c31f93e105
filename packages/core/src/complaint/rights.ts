/** Who may do what with a complaint in which state; pure, so that the page and the rules say the same. */
import type { ComplaintRight, ComplaintState } from '@tradepost/contract';
import { isLeader, type Viewer } from '../users/viewer.ts';

export interface ComplaintFacts {
  readonly state: ComplaintState;
  readonly assignee_id: number | null;
  /** Who took the corrective action. */
  readonly acted_by: number | null;
  readonly verified_by: number | null;
  /** The viewer may change the customer's record. */
  readonly may_change: boolean;
}

const IN_WORK: readonly ComplaintState[] = ['opened', 'assigned', 'corrected', 'verified'];
const TO_ACT: readonly ComplaintState[] = ['opened', 'assigned'];

type Rule = (viewer: Viewer, facts: ComplaintFacts) => boolean;

const works: Rule = (viewer, facts) => facts.may_change || facts.assignee_id === viewer.id;

const RULES: Readonly<Record<ComplaintRight, readonly [states: readonly ComplaintState[], may: Rule]>> = {
  change: [IN_WORK, works],
  assign: [['opened', 'assigned', 'corrected'], works],
  correct: [TO_ACT, works],
  // S3-07: who acted does not say himself that it helped, unless he leads.
  verify: [['corrected'], (viewer, facts) => viewer.id !== facts.acted_by || isLeader(viewer)],
  close: [['verified'], (viewer, facts) => works(viewer, facts) || facts.verified_by === viewer.id],
  reopen: [
    ['verified', 'closed', 'withdrawn'],
    (viewer, facts) => (facts.state === 'withdrawn' ? isLeader(viewer) : works(viewer, facts)),
  ],
  // What was withdrawn needs no verification, so this is not for those who have to act.
  withdraw: [IN_WORK, (viewer, facts) => isLeader(viewer) && facts.may_change],
  note: [[...IN_WORK, 'closed', 'withdrawn'], () => true],
};

export const fitsState = (right: ComplaintRight, state: ComplaintState): boolean =>
  RULES[right][0].includes(state);

/** Of one who sees the complaint. Readers do nothing. */
export function mayDo(viewer: Viewer, right: ComplaintRight, facts: ComplaintFacts): boolean {
  return viewer.role !== 'reader' && fitsState(right, facts.state) && RULES[right][1](viewer, facts);
}

export const rightsOf = (viewer: Viewer, facts: ComplaintFacts): ComplaintRight[] =>
  (Object.keys(RULES) as ComplaintRight[]).filter((right) => mayDo(viewer, right, facts));
