/** Who asks: all that the rules need to know of a signed-in user. */
import type { Role } from '@tradepost/contract';

export interface Viewer {
  readonly id: number;
  readonly role: Role;
}

/** May change people, the company and every mail account. */
export const isAdmin = (viewer: Viewer) => viewer.role === 'owner' || viewer.role === 'admin';
/** Sees all customers and all mail. */
export const isLeader = (viewer: Viewer) => isAdmin(viewer) || viewer.role === 'manager';
