import { NotificationOutlined } from '@ant-design/icons';
import { Button, Dropdown, Progress } from 'antd';
import type { BulkChange, CustomerFilter, ListTotal } from '@tradepost/contract';
import { lazy, Suspense, useState } from 'react';
import { useApi } from '../../api/use-api.ts';
import { useT } from '../../i18n/language.tsx';
import { useSession } from '../../session/session.tsx';
import s from './customer-list.module.css';

const BulkModal = lazy(() => import('./bulk-modal.tsx'));
const BeginMassMail = lazy(() => import('../mass-mail/begin-modal.tsx'));

export type ChangeKind = BulkChange['kind'];
const FOR_ALL: ChangeKind[] = [
  'add-tag',
  'remove-tag',
  'set-grade',
  'set-stage',
  'add-collaborator',
  'to-pool',
];

interface BulkBarProps {
  picked: ReadonlySet<number>;
  /** All that the filter finds, not only those picked. */
  everything: boolean;
  filter: CustomerFilter;
  total: ListTotal | null;
  onEverything: () => void;
  onClear: () => void;
}

/** What can be done to the selected customers, and how far it is. */
export function BulkBar({ picked, everything, filter, total, onEverything, onClear }: BulkBarProps) {
  const t = useT();
  const { user } = useSession();
  const [kind, setKind] = useState<ChangeKind | null>(null);
  const [jobId, setJobId] = useState<number | null>(null);
  const [mailing, setMailing] = useState(false);
  const leader = user.role === 'owner' || user.role === 'admin' || user.role === 'manager';
  const kinds: ChangeKind[] = leader ? ['assign', ...FOR_ALL] : FOR_ALL;
  if (picked.size === 0 && jobId === null) return null;
  return (
    <div className={s.bar} role="toolbar" aria-label={t('customerList.change')}>
      {picked.size > 0 && (
        <>
          <span>
            {everything ? t('customerList.allSelected') : t('customerList.selected', { count: picked.size })}
          </span>
          <Dropdown
            trigger={['click']}
            menu={{
              items: kinds.map((key) => ({ key, label: t(`customerList.change.${key}`) })),
              onClick: ({ key }) => setKind(key as ChangeKind),
            }}
          >
            <Button type="primary">{t('customerList.change')}</Button>
          </Dropdown>
          <Button icon={<NotificationOutlined />} onClick={() => setMailing(true)}>
            {t('massMails.begin')}
          </Button>
          {!everything && total !== null && total.count > picked.size && (
            <Button type="link" onClick={onEverything}>
              {t('customerList.selectFiltered', { count: total.count })}
            </Button>
          )}
          <Button type="link" onClick={onClear}>
            {t('customerList.unselect')}
          </Button>
        </>
      )}
      {jobId !== null && <BulkProgress jobId={jobId} onClose={() => setJobId(null)} />}
      <Suspense>
        {mailing && (
          <BeginMassMail
            selection={everything ? { filter } : { customerIds: [...picked] }}
            onClose={() => setMailing(false)}
          />
        )}
        {kind && (
          <BulkModal
            kind={kind}
            target={everything ? { filter } : { customerIds: [...picked] }}
            count={everything ? null : picked.size}
            onClose={() => setKind(null)}
            onStarted={(id) => {
              setJobId(id);
              setKind(null);
              onClear();
            }}
          />
        )}
      </Suspense>
    </div>
  );
}

/** Milliseconds between two looks at a running job. */
const LOOK_MS = 1_000;

function BulkProgress({ jobId, onClose }: { jobId: number; onClose: () => void }) {
  const t = useT();
  const [over, setOver] = useState(false);
  const { data } = useApi('listJobs', {}, { refetchInterval: over ? false : LOOK_MS });
  const job = data?.items.find(({ id }) => id === jobId);
  const { done = 0, total = 0, state } = job ?? {};
  const ended = state === 'done' || state === 'failed';
  if (ended && !over) setOver(true);
  return (
    <>
      <Progress
        style={{ width: 120 }}
        size="small"
        percent={ended ? 100 : Math.round((100 * done) / Math.max(total ?? 1, 1))}
        {...(state === 'failed' ? { status: 'exception' as const } : {})}
      />
      <span role="status">
        {ended
          ? done === total
            ? t('customerList.progress', { done, total: total ?? 0 })
            : t('customerList.finished', { done, total: total ?? 0 })
          : t('customerList.progress', { done, total: total ?? 0 })}
      </span>
      {ended && (
        <Button type="link" onClick={onClose}>
          {t('common.close')}
        </Button>
      )}
    </>
  );
}
