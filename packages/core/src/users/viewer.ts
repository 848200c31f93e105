/** Who asks: all that the rules need to know of a signed-in user. */
import type { Role } from '@tradepost/contract';

export interface Viewer {
  readonly id: number;
  readonly role: Role;
  /** Whose customers he may see and change besides his own: everybody's, or of the departments that he leads. */
  readonly team: 'all' | readonly number[];
  /** Sees what mail says: the owner always, an administrator where the company says so. */
  readonly readsAllMail: boolean;
  /** Sees mail of his team's accounts that stands on no customer's timeline. */
  readonly readsTeamMail: boolean;
}

/** May change people, the company and every mail account. */
export const isAdmin = (viewer: Pick<Viewer, 'role'>) => viewer.role === 'owner' || viewer.role === 'admin';
/** Has people below him. */
export const isLeader = (viewer: Pick<Viewer, 'role'>) => isAdmin(viewer) || viewer.role === 'manager';
/** Whether this person's work is this viewer's to look after. @param userId null: nobody's. */
export const leads = (viewer: Viewer, userId: number | null) =>
  viewer.team === 'all' || (userId !== null && viewer.team.includes(userId));

/** The administrator of the machine, at the command line: he has the database in his hands. */
export const MACHINE: Viewer = {
  id: 0,
  role: 'admin',
  team: 'all',
  readsAllMail: true,
  readsTeamMail: true,
};
