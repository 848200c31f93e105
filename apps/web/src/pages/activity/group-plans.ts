/** Plans by how near they are, in the reader's time zone. */
import type { Format } from '../../format/make-format.ts';

const GROUPS = ['planOverdue', 'planToday', 'planWeek', 'planLater'] as const;
type Group = (typeof GROUPS)[number];
const DAY_MS = 86_400_000;

/** @param plans in the order of time. @returns the groups that have any. */
export function groupPlans<P extends { plannedAt: string | null }>(
  plans: readonly P[],
  format: Pick<Format, 'dayKey'>,
  now = new Date(),
): [Group, P[]][] {
  const today = format.dayKey(now.toISOString());
  const groupOf = ({ plannedAt }: P): Group => {
    const at = plannedAt ?? now.toISOString();
    if (format.dayKey(at) === today) return 'planToday';
    if (Date.parse(at) < now.getTime()) return 'planOverdue';
    return Date.parse(at) < now.getTime() + 7 * DAY_MS ? 'planWeek' : 'planLater';
  };
  const groups = Map.groupBy(plans, groupOf);
  return GROUPS.flatMap((group) => {
    const items = groups.get(group);
    return items === undefined ? [] : [[group, items] as [Group, P[]]];
  });
}
