import { HistoryOutlined } from '@ant-design/icons';
import { RELATIONSHIP_TYPES, STAGES, type CustomerChange, CHANGED_FIELDS } from '@tradepost/contract';
import { Select, Skeleton } from 'antd';
import { useState } from 'react';
import { usePages } from '../../api/use-api.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { LoadMore } from '../../components/load-more.tsx';
import { useFormat } from '../../format/use-format.ts';
import { useT } from '../../i18n/language.tsx';
import type { Translate } from '../../i18n/translate.ts';
import type { CustomerTabProps } from '../customers/tabs.tsx';
import s from './record.module.css';

/** A value of a history in words: codes of grade, stage, relationship; a name as it is. */
export function changeWords(t: Translate, field: string, value: string | null): string {
  if (value === null) return t('record.none');
  const stage = STAGES.find((one) => one === value);
  if (field === 'stage' && stage) return t(`record.stage.${stage}`);
  const type = RELATIONSHIP_TYPES.find((one) => one === value);
  if (field === 'relationship' && type) return t(`record.relationship.${type}`);
  if (field === 'key-account') return t(value === 'yes' ? 'record.yes' : 'record.no');
  return value;
}

/** The history of names, grade, stage, salesperson, relationship and key account: who, when, why. */
export default function HistoryTab({ customer }: CustomerTabProps) {
  const t = useT();
  const [field, setField] = useState<CustomerChange['field'] | 'all'>('all');
  const list = usePages(
    'listCustomerChanges',
    { params: { id: customer.id }, query: field === 'all' ? {} : { field } },
    { keepPrevious: true },
  );
  const changes = list.data?.pages.flatMap(({ items }) => items);
  return (
    <div className={s.changes}>
      <Select
        aria-label={t('record.historyLabel')}
        value={field}
        onChange={setField}
        style={{ minWidth: 150, marginBottom: 8 }}
        options={[
          { value: 'all' as const, label: t('record.historyAll') },
          ...CHANGED_FIELDS.map((one) => ({ value: one, label: t(`record.field.${one}`) })),
        ]}
      />
      {list.error && !changes && <ErrorNotice error={list.error} onRetry={() => void list.refetch()} />}
      {list.isPending && <Skeleton active paragraph={{ rows: 5 }} />}
      {changes?.length === 0 && <EmptyState icon={<HistoryOutlined />} title={t('record.historyNone')} />}
      {changes && changes.length > 0 && (
        <>
          <ol>
            {changes.map((change) => (
              <Change key={change.id} change={change} />
            ))}
          </ol>
          <LoadMore pages={list} end={t('record.historyEnd')} />
        </>
      )}
    </div>
  );
}

function Change({ change }: { change: CustomerChange }) {
  const t = useT();
  const format = useFormat();
  const { field, from, to, reason, actorName, at } = change;
  return (
    <li className={s.change}>
      <div className={s.line}>
        <span>
          <span className={s.strong}>{t(`record.field.${field}`)}</span>{' '}
          {`${changeWords(t, field, from)} → ${changeWords(t, field, to)}`}
        </span>
        <time className={s.sub} dateTime={at}>
          {format.dateTime(at)}
        </time>
      </div>
      <div className={s.sub}>
        {actorName ?? t('record.bySystem')}
        {reason && ` · ${reason}`}
      </div>
    </li>
  );
}
