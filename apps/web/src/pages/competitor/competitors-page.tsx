import { PlusOutlined, ShopOutlined } from '@ant-design/icons';
import type { Competitor } from '@tradepost/contract';
import { Button, Checkbox, Input, Skeleton } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { useSearchParams } from 'react-router';
import { usePages } from '../../api/use-api.ts';
import { CountryName, CountrySelect } from '../../components/country.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { LoadMore } from '../../components/load-more.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { useSettled } from '../../components/use-settled.ts';
import { useT } from '../../i18n/language.tsx';
import { useMay } from '../../session/session.tsx';
import page from '../../styles/page.module.css';
import s from './competitors.module.css';

const CompetitorDrawer = lazy(() => import('./competitor-drawer.tsx'));

/** Competitors by name, found by name, product or country. */
export default function CompetitorsPage() {
  const t = useT();
  const may = useMay();
  const [params] = useSearchParams();
  const [search, setSearch] = useState(params.get('search') ?? '');
  const [country, setCountry] = useState<string | null>(params.get('country'));
  const [archived, setArchived] = useState(false);
  const [editing, setEditing] = useState<Competitor | 'new' | null>(null);
  const settled = useSettled(search.trim());
  const list = usePages(
    'listCompetitors',
    {
      query: {
        ...(settled ? { search: settled } : {}),
        ...(country ? { country } : {}),
        ...(archived ? { archived } : {}),
      },
    },
    { keepPrevious: true },
  );
  const items = list.data?.pages.flatMap((one) => one.items);
  const filtered = settled !== '' || country !== null || archived;
  return (
    <div className={page.page}>
      <PageHeader
        title={t('competitors.title')}
        actions={
          may('createCompetitor') && (
            <Button type="primary" icon={<PlusOutlined />} onClick={() => setEditing('new')}>
              {t('competitors.add')}
            </Button>
          )
        }
      />
      <div className={s.tools}>
        <Input.Search
          allowClear
          value={search}
          aria-label={t('competitors.searchPlaceholder')}
          placeholder={t('competitors.searchPlaceholder')}
          onChange={(event) => setSearch(event.target.value)}
          className={s.search}
        />
        <div className={s.country} role="group" aria-label={t('competitors.countries')}>
          <CountrySelect value={country} onChange={setCountry} placeholder={t('competitors.anyCountry')} />
        </div>
        <Checkbox checked={archived} onChange={(event) => setArchived(event.target.checked)}>
          {t('competitors.showArchived')}
        </Checkbox>
      </div>
      {list.error && !items && <ErrorNotice error={list.error} onRetry={() => void list.refetch()} />}
      {list.isPending && <Skeleton active paragraph={{ rows: 6 }} />}
      {items?.length === 0 &&
        (filtered ? (
          <EmptyState title={t('competitors.noMatch')} />
        ) : (
          <EmptyState
            icon={<ShopOutlined />}
            title={t('competitors.empty')}
            text={t('competitors.emptyText')}
          />
        ))}
      {items && items.length > 0 && (
        <>
          <ul className={page.sheet}>
            {items.map((item) => (
              <Item
                key={item.id}
                item={item}
                {...(may('updateCompetitor') ? { onEdit: () => setEditing(item) } : {})}
              />
            ))}
          </ul>
          <LoadMore pages={list} />
        </>
      )}
      <Suspense>
        {editing && (
          <CompetitorDrawer
            competitor={editing === 'new' ? null : editing}
            onClose={() => setEditing(null)}
          />
        )}
      </Suspense>
    </div>
  );
}

function Item({ item, onEdit }: { item: Competitor; onEdit?: () => void }) {
  const t = useT();
  const facts = [
    [t('competitors.products'), item.products],
    [t('competitors.strengths'), item.strengths],
    [t('competitors.weaknesses'), item.weaknesses],
    [t('competitors.strategy'), item.strategy],
    [t('competitors.note'), item.note],
  ].filter(([, text]) => text !== null);
  return (
    <li className={s.item}>
      <div className={s.head}>
        <div>
          <h2 className={s.name}>{item.name}</h2>
          {item.aliases.length > 0 && <span className={page.soft}>{item.aliases.join(' · ')}</span>}
        </div>
        {onEdit && (
          <Button size="small" onClick={onEdit} aria-label={`${t('common.edit')}: ${item.name}`}>
            {t('common.edit')}
          </Button>
        )}
      </div>
      <div className={s.countries}>
        {item.countries.map((code) => (
          <CountryName key={code} code={code} />
        ))}
        {item.suppliedCustomers > 0 && (
          <span className={page.soft}>
            {t('competitors.supplied')} {t('competitors.suppliedCount', { count: item.suppliedCustomers })}
          </span>
        )}
      </div>
      {facts.length > 0 && (
        <dl className={s.facts}>
          {facts.map(([name, text]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{text}</dd>
            </div>
          ))}
        </dl>
      )}
    </li>
  );
}
