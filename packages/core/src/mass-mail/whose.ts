/** Whose mass mails one sees: one's own, and those of one's people; who reads no mail of others, his own alone (I9). */
import type { Whose } from '@tradepost/db/queries/mass-mails';
import type { Viewer } from '../users/viewer.ts';

export function whoseMassMail(viewer: Viewer): Whose {
  if (viewer.role === 'admin' && !viewer.readsAllMail) return [viewer.id];
  return viewer.team === 'all' ? 'all' : [viewer.id, ...viewer.team];
}
