import type { Collision, CollisionDecision } from '@tradepost/contract';
import { useT } from '../../i18n/language.tsx';

/** What a decision says, with the names of the two. */
export function useDecisionWords() {
  const t = useT();
  return (decision: CollisionDecision, { ownerName, userName }: Pick<Collision, 'ownerName' | 'userName'>) =>
    ({
      'owner-keeps': () => t('collisions.ownerKeeps', { name: ownerName }),
      'to-other': () => t('collisions.toOther', { name: userName }),
      shared: () => t('collisions.shared', { name: userName }),
      'no-collision': () => t('collisions.noCollision'),
    })[decision]();
}
