import type { Merge } from '@tradepost/contract';
import { App, Button } from 'antd';
import { useState } from 'react';
import { useApi, useWrite } from '../../api/use-api.ts';
import { useSay } from '../../components/use-say.ts';
import { useFormat } from '../../format/use-format.ts';
import { useT } from '../../i18n/language.tsx';
import s from './merge.module.css';

/** What was merged into a customer, and the way back. */
export function EarlierMerges({ customerId }: { customerId: number }) {
  const t = useT();
  const { data } = useApi('listMerges', { params: { id: customerId }, query: { limit: 20 } });
  if (!data || data.items.length === 0) return null;
  return (
    <>
      <h3 className={s.heading}>{t('merge.earlier')}</h3>
      <ul className={s.earlierList}>
        {data.items.map((merge) => (
          <li key={merge.id}>
            <EarlierMerge merge={merge} />
          </li>
        ))}
      </ul>
    </>
  );
}

interface EarlierMergeProps {
  merge: Merge;
  /** Its name stands beside it already. */
  named?: boolean;
  mayUndo?: boolean;
}

/** One merge, by whom and when, and its undoing while there is time. */
export function EarlierMerge({ merge, named = true, mayUndo = true }: EarlierMergeProps) {
  const t = useT();
  const say = useSay();
  const format = useFormat();
  const { modal } = App.useApp();
  const name = merge.sourceName ?? '–';
  const undo = useWrite('undoMerge', {
    stale: ['listMerges', 'getCustomer', 'getTimeline', 'listCustomers', 'listDuplicates'],
    onSuccess: () => say.done(t('merge.undone')),
  });
  const ask = () =>
    modal.confirm({
      title: t('merge.undoTitle', { name }),
      content: t('merge.undoText'),
      okText: t('merge.undo'),
      onOk: () => undo.mutateAsync({ params: { id: merge.id } }).catch(say.failed),
    });
  const open = merge.state === 'joining' || merge.state === 'joined';
  const [now] = useState(() => Date.now());
  const inTime = Date.parse(merge.undoUntil) > now;
  return (
    <div className={s.earlier}>
      <span>
        {named && name}
        <span className={s.soft}>
          {named && ' · '}
          {t('merge.by', { name: merge.mergedByName ?? '–', date: format.date(merge.mergedAt) })}
          {merge.state === 'joining' && ` · ${t('merge.stateJoining')}`}
          {merge.state === 'undoing' && ` · ${t('merge.stateUndoing')}`}
          {merge.undoneAt && ` · ${t('merge.stateUndone', { date: format.date(merge.undoneAt) })}`}
          {open && inTime && ` · ${t('merge.until', { date: format.date(merge.undoUntil) })}`}
        </span>
      </span>
      {open && inTime && mayUndo && (
        <Button size="small" onClick={() => void ask()}>
          {t('merge.undo')}
        </Button>
      )}
    </div>
  );
}
