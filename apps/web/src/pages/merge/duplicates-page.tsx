import { CheckOutlined } from '@ant-design/icons';
import type { DuplicatePair } from '@tradepost/contract';
import { Button, Spin } from 'antd';
import { useEffect, useState } from 'react';
import { Link } from 'react-router';
import { usePages, useWrite } from '../../api/use-api.ts';
import { CountryName } from '../../components/country.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { useSay } from '../../components/use-say.ts';
import { useT } from '../../i18n/language.tsx';
import page from '../../styles/page.module.css';
import s from './merge.module.css';
import { MergeDialog } from './merge-dialog.tsx';
import { useReason } from './use-reason.ts';

/** Pages that are looked at by themselves: a page has twenty records, and may hold no pair. */
const PAGES_AT_ONCE = 10;

/** Customers that may be one, the newest records first. */
export default function DuplicatesPage() {
  const t = useT();
  const [wanted, setWanted] = useState(PAGES_AT_ONCE);
  const [compared, setCompared] = useState<DuplicatePair | null>(null);
  const list = usePages('listDuplicates', {});
  const looked = list.data?.pages.length ?? 0;
  const pairs = list.data?.pages.flatMap(({ items }) => items) ?? [];
  const { hasNextPage, isFetchingNextPage, isError, fetchNextPage } = list;
  const goesOn = hasNextPage && !isError && looked < wanted;
  useEffect(() => {
    if (goesOn && !isFetchingNextPage) void fetchNextPage();
  }, [goesOn, isFetchingNextPage, fetchNextPage]);
  const looking = list.isPending || goesOn;
  return (
    <div className={page.narrow}>
      <PageHeader title={t('merge.duplicatesTitle')} intro={t('merge.duplicatesIntro')} />
      {pairs.length > 0 && (
        <ul className={page.sheet}>
          {pairs.map((pair) => (
            <Pair
              key={`${pair.target.id} ${pair.source.id}`}
              pair={pair}
              onCompare={() => setCompared(pair)}
            />
          ))}
        </ul>
      )}
      {list.error && <ErrorNotice error={list.error} onRetry={() => void list.refetch()} />}
      {looking && !list.error && (
        <p className={s.notes}>
          <span className={s.soft}>
            <Spin size="small" /> {t('merge.duplicatesLooking')}
          </span>
        </p>
      )}
      {!looking && !hasNextPage && pairs.length === 0 && !list.error && (
        <EmptyState
          icon={<CheckOutlined />}
          title={t('merge.duplicatesEmpty')}
          text={t('merge.duplicatesEmptyText')}
        />
      )}
      {!looking && hasNextPage && (
        <p className={s.notes}>
          <Button onClick={() => setWanted(looked + PAGES_AT_ONCE)}>{t('merge.duplicatesMore')}</Button>
        </p>
      )}
      {compared && (
        <MergeDialog
          customer={compared.target}
          otherId={compared.source.id}
          onClose={() => setCompared(null)}
        />
      )}
    </div>
  );
}

function Pair({ pair, onCompare }: { pair: DuplicatePair; onCompare: () => void }) {
  const t = useT();
  const say = useSay();
  const reasonOf = useReason();
  const distinct = useWrite('markDistinct', {
    stale: ['listDuplicates'],
    onSuccess: () => say.done(t('merge.distinctDone')),
  });
  return (
    <li className={s.pair}>
      <div className={s.pairNames}>
        {[pair.target, pair.source].map((side) => (
          <span key={side.id}>
            <Link to={`/customers/${side.id}`}>{side.name}</Link>
            <span className={s.soft}>
              {' · '}
              {side.ownerName ?? t('customers.noOwner')}
              {side.country && (
                <>
                  {' · '}
                  <CountryName code={side.country} />
                </>
              )}
            </span>
          </span>
        ))}
        <span className={s.soft}>{reasonOf(pair)}</span>
      </div>
      <div className={s.buttons}>
        <Button
          loading={distinct.isPending}
          onClick={() =>
            distinct.mutate(
              { body: { customerId: pair.target.id, otherId: pair.source.id } },
              { onError: say.failed },
            )
          }
        >
          {t('merge.distinct')}
        </Button>
        <Button type="primary" onClick={onCompare}>
          {t('merge.compare')}
        </Button>
      </div>
    </li>
  );
}
