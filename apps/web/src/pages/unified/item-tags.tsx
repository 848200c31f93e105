import type { UnifiedItem } from '@tradepost/contract';
import { Tag } from 'antd';
import { useT } from '../../i18n/language.tsx';
import { unifiedReason, unifiedTag } from '../../i18n/en/unified.ts';
import s from './unified.module.css';

const COLOURS: Partial<Record<UnifiedItem['state'], string>> = {
  filed: 'green',
  refused: 'orange',
  unverified: 'red',
  unreadable: 'orange',
  failed: 'red',
  waiting: 'blue',
};

/** What the item is, how it ended, and what it is of use for. */
export function ItemTags({ item }: { item: UnifiedItem }) {
  const t = useT();
  const proposed = item.links.filter(({ state }) => state === 'proposed').length;
  return (
    <span className={s.tags}>
      {item.kind && <Tag>{t(`unifiedKind.${item.kind}`)}</Tag>}
      {item.state !== 'filed' && (
        <Tag color={COLOURS[item.state] ?? 'default'}>{t(`unifiedState.${item.state}`)}</Tag>
      )}
      {proposed > 0 && <Tag color="gold">{t('unified.proposedCount', { count: proposed })}</Tag>}
      {item.tags.map((tag) => (
        <Tag key={tag} color="cyan">
          {Object.hasOwn(unifiedTag, tag) ? t(`unifiedTag.${tag as keyof typeof unifiedTag}`) : tag}
        </Tag>
      ))}
    </span>
  );
}

/** Why it changed nothing, in words; null where there is nothing to say. */
export function useReason(): (item: UnifiedItem) => string | null {
  const t = useT();
  return ({ reason }) => {
    if (reason === null) return null;
    return Object.hasOwn(unifiedReason, reason)
      ? t(`unifiedReason.${reason as keyof typeof unifiedReason}`)
      : reason;
  };
}
