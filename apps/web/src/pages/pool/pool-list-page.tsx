import { TeamOutlined } from '@ant-design/icons';
import type { PoolCustomer } from '@tradepost/contract';
import { Button, Input, Select, Skeleton } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { usePages, useWrite } from '../../api/use-api.ts';
import { CountrySelect } from '../../components/country.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { LoadMore } from '../../components/load-more.tsx';
import { useSay } from '../../components/use-say.ts';
import { useSettled } from '../../components/use-settled.ts';
import { useT } from '../../i18n/language.tsx';
import { useMay } from '../../session/session.tsx';
import page from '../../styles/page.module.css';
import s from './pool.module.css';
import { PoolRow } from './pool-row.tsx';
import { useOutcomes } from './use-outcomes.ts';

const AssignModal = lazy(() => import('./assign-modal.tsx'));

const GRADES = ['A', 'B', 'C', 'D'] as const;
/** As many as one request takes. */
const MOST_AT_ONCE = 200;

/** Customers that are nobody's: find, claim, and for leaders assign. */
export default function PoolListPage() {
  const t = useT();
  const may = useMay();
  const say = useSay();
  const tell = useOutcomes();
  const [typed, setTyped] = useState('');
  const [country, setCountry] = useState<string | null>(null);
  const [grade, setGrade] = useState<PoolCustomer['grade']>(null);
  const [picked, setPicked] = useState<ReadonlySet<number>>(new Set());
  const [assigning, setAssigning] = useState(false);
  const search = useSettled(typed.trim());
  const query = {
    ...(search ? { search } : {}),
    ...(country ? { country } : {}),
    ...(grade ? { grade } : {}),
  };
  const list = usePages('listPool', { query }, { keepPrevious: true });
  const items = list.data?.pages.flatMap((part) => part.items);
  const stale = ['listPool', 'listClaims', 'listCustomers'] as const;
  const claim = useWrite('claimCustomers', {
    stale,
    onSuccess: (reply) => {
      tell(reply.items);
      setPicked(new Set());
    },
  });
  const withdraw = useWrite('withdrawClaim', { stale });
  const take = (customerIds: number[]) => claim.mutate({ body: { customerIds } }, { onError: say.failed });
  const pick = (id: number) =>
    setPicked((old) => {
      const next = new Set(old);
      if (!next.delete(id) && next.size < MOST_AT_ONCE) next.add(id);
      return next;
    });
  const filtered = Object.keys(query).length > 0;

  return (
    <>
      <div className={s.tools}>
        <Input
          className={s.search ?? ''}
          type="search"
          allowClear
          placeholder={t('pool.search')}
          aria-label={t('pool.search')}
          value={typed}
          maxLength={200}
          onChange={({ target }) => setTyped(target.value)}
        />
        <div className={s.pick} aria-label={t('pool.anyCountry')}>
          <CountrySelect value={country} onChange={setCountry} placeholder={t('pool.anyCountry')} />
        </div>
        <Select
          className={s.pick ?? ''}
          allowClear
          placeholder={t('pool.anyGrade')}
          aria-label={t('pool.anyGrade')}
          value={grade ?? undefined}
          onChange={(value: (typeof GRADES)[number] | undefined) => setGrade(value ?? null)}
          options={GRADES.map((value) => ({ value, label: value }))}
        />
      </div>
      {picked.size > 0 && (
        <div className={s.bar} role="toolbar">
          <span>{t('pool.selected', { count: picked.size })}</span>
          <Button type="primary" loading={claim.isPending} onClick={() => take([...picked])}>
            {t('pool.claimSelected', { count: picked.size })}
          </Button>
          {may('assignFromPool') && (
            <Button onClick={() => setAssigning(true)}>{t('pool.assign', { count: picked.size })}</Button>
          )}
        </div>
      )}
      {list.error && !items && <ErrorNotice error={list.error} onRetry={() => void list.refetch()} />}
      {list.isPending && (
        <div className={page.sheet} style={{ padding: 20 }} aria-busy>
          <Skeleton active title={false} paragraph={{ rows: 8, width: '100%' }} />
        </div>
      )}
      {items?.length === 0 &&
        (filtered ? (
          <EmptyState title={t('pool.noMatch')} />
        ) : (
          <EmptyState icon={<TeamOutlined />} title={t('pool.empty')} text={t('pool.emptyText')} />
        ))}
      {items && items.length > 0 && (
        <>
          <ul className={page.sheet}>
            {items.map((item) => (
              <PoolRow
                key={item.id}
                item={item}
                picked={picked.has(item.id)}
                onPick={() => pick(item.id)}
                onClaim={() => take([item.id])}
                onWithdraw={(id) => withdraw.mutate({ params: { id } }, { onError: say.failed })}
              />
            ))}
          </ul>
          <LoadMore pages={list} />
        </>
      )}
      <Suspense>
        {assigning && (
          <AssignModal
            customerIds={[...picked]}
            onClose={() => setAssigning(false)}
            onDone={() => setPicked(new Set())}
          />
        )}
      </Suspense>
    </>
  );
}
