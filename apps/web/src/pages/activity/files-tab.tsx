import { SearchOutlined, PaperClipOutlined } from '@ant-design/icons';
import { FILE_GROUPS, type FileGroup } from '@tradepost/contract';
import { Input, Segmented, Select, Skeleton } from 'antd';
import { useState } from 'react';
import { usePages } from '../../api/use-api.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { LoadMore } from '../../components/load-more.tsx';
import { useSettled } from '../../components/use-settled.ts';
import { useT } from '../../i18n/language.tsx';
import type { CustomerTabProps } from '../customers/tabs.tsx';
import s from './activity.module.css';
import { FileRow } from './file-row.tsx';

type Side = 'all' | 'inbound' | 'outbound';

/** Every file ever exchanged with the customer, of mails and of activities. */
export default function FilesTab({ customer }: CustomerTabProps) {
  const t = useT();
  const [typed, setTyped] = useState('');
  const [group, setGroup] = useState<FileGroup | 'all'>('all');
  const [side, setSide] = useState<Side>('all');
  const [days, setDays] = useState({ from: '', to: '' });
  const name = useSettled(typed.trim());
  const filtered = name !== '' || group !== 'all' || side !== 'all' || days.from !== '' || days.to !== '';
  const list = usePages(
    'listCustomerFiles',
    {
      params: { id: customer.id },
      query: {
        ...(name ? { name } : {}),
        ...(group === 'all' ? {} : { group }),
        ...(side === 'all' ? {} : { direction: side }),
        ...(days.from ? { from: days.from } : {}),
        ...(days.to ? { to: days.to } : {}),
      },
    },
    { keepPrevious: true },
  );
  const files = list.data?.pages.flatMap(({ items }) => items);
  return (
    <div className={s.tab}>
      <div className={s.tools}>
        <Input
          allowClear
          prefix={<SearchOutlined />}
          className={s.search ?? ''}
          maxLength={200}
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
          placeholder={t('activities.filesSearch')}
          aria-label={t('activities.filesSearch')}
        />
        <Select<FileGroup | 'all'>
          value={group}
          onChange={setGroup}
          style={{ width: 130 }}
          aria-label={t('activities.filesGroup')}
          options={(['all', ...FILE_GROUPS] as const).map((value) => ({
            value,
            label: t(`activities.group-${value}`),
          }))}
        />
        <Segmented<Side>
          value={side}
          onChange={setSide}
          aria-label={t('timeline.filterLabel')}
          options={[
            { value: 'all', label: t('timeline.all') },
            { value: 'inbound', label: t('timeline.inbound') },
            { value: 'outbound', label: t('timeline.outbound') },
          ]}
        />
        <span className={s.days}>
          {(['from', 'to'] as const).map((end) => (
            <Input
              key={end}
              type="date"
              className={s.day ?? ''}
              value={days[end]}
              title={t(end === 'from' ? 'activities.filesFrom' : 'activities.filesTo')}
              aria-label={t(end === 'from' ? 'activities.filesFrom' : 'activities.filesTo')}
              onChange={(event) => setDays({ ...days, [end]: event.target.value })}
            />
          ))}
        </span>
      </div>
      {list.error && !files && <ErrorNotice error={list.error} onRetry={() => void list.refetch()} />}
      {list.isPending && <Skeleton active paragraph={{ rows: 6 }} />}
      {files?.length === 0 &&
        (filtered ? (
          <EmptyState title={t('activities.filesEmptyFiltered')} />
        ) : (
          <EmptyState
            icon={<PaperClipOutlined />}
            title={t('activities.filesEmpty')}
            text={t('activities.filesEmptyText')}
          />
        ))}
      {files && files.length > 0 && (
        <>
          <ul className={s.fileList} aria-label={t('activities.filesTab')}>
            {files.map((file) => (
              <FileRow key={file.id} file={file} customerId={customer.id} />
            ))}
          </ul>
          <LoadMore pages={list} end={t('activities.filesEnd')} />
        </>
      )}
    </div>
  );
}
