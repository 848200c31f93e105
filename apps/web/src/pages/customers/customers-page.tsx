import { FilterOutlined, ImportOutlined, PlusOutlined, SearchOutlined } from '@ant-design/icons';
import type { CustomerFilter } from '@tradepost/contract';
import { Badge, Button, Checkbox, Input, Select, Skeleton } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { useSearchParams } from 'react-router';
import { usePages } from '../../api/use-api.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { LoadMore } from '../../components/load-more.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { useSettled } from '../../components/use-settled.ts';
import { useT } from '../../i18n/language.tsx';
import { useMay } from '../../session/session.tsx';
import page from '../../styles/page.module.css';
import { BulkBar } from '../customer-list/bulk-bar.tsx';
import { ExportMenu } from '../customer-list/export-menu.tsx';
import { FilterChips } from '../customer-list/filter-chips.tsx';
import {
  activeKeys,
  keyFirstByDefault,
  ORDER_CHOICES,
  type OrderChoice,
  orderQuery,
  readFilter,
  readKeyFirst,
  readOrder,
  writeFilter,
} from '../customer-list/list-state.ts';
import { SegmentsMenu } from '../customer-list/segments-menu.tsx';
import { usePicked } from '../customer-list/use-picked.ts';
import { CustomerList } from './customer-list.tsx';
import s from './customers-page.module.css';
import { FirstSteps } from './first-steps.tsx';

const CustomerDrawer = lazy(() => import('./customer-drawer.tsx'));
const ImportDrawer = lazy(() => import('./import-drawer.tsx'));
const FilterDrawer = lazy(() => import('../customer-list/filter-drawer.tsx'));

/** All customers one may see. Filter, order and open drawers stand in the address. */
export default function CustomersPage() {
  const t = useT();
  const may = useMay();
  const [params, setParams] = useSearchParams();
  const filter = readFilter(params);
  const order = readOrder(params);
  const [typed, setTyped] = useState(filter.search ?? '');
  const search = useSettled(typed.trim());
  const { search: _, ...narrow } = filter;
  const wanted: CustomerFilter = { ...narrow, ...(search ? { search } : {}) };
  const keyFirst = readKeyFirst(params);
  const keysOnTop = keyFirst ?? keyFirstByDefault(order, filter);
  const list = usePages(
    'listCustomers',
    { query: { ...wanted, ...orderQuery(order), ...(keyFirst === undefined ? {} : { keyFirst }) } },
    { keepPrevious: true },
  );
  const customers = list.data?.pages.flatMap(({ items }) => items);
  const total = list.data?.pages[0]?.total ?? null;
  const picked = usePicked(JSON.stringify(wanted));

  const put = (next: URLSearchParams) => setParams(next, { replace: true });
  const set = (key: string, value: string | null) => {
    const next = new URLSearchParams(params);
    if (value) next.set(key, value);
    else next.delete(key);
    put(next);
  };
  const setFilter = (next: CustomerFilter, by: OrderChoice = order, keys = keyFirst) => {
    setTyped(next.search ?? '');
    const address = writeFilter(params, next);
    if (keys === undefined || keys === keyFirstByDefault(by, next)) address.delete('keyFirst');
    else address.set('keyFirst', String(keys));
    if (by === 'last-mail') address.delete('order');
    else address.set('order', by);
    put(address);
  };
  const close = () => set('do', null);
  const narrowed = activeKeys(filter).length;
  const nothingYet = customers?.length === 0 && search === '' && narrowed === 0 && !list.isPlaceholderData;

  return (
    <div className={page.page}>
      <PageHeader
        title={t('customers.title')}
        actions={
          may('createCustomer') && (
            <>
              <Button icon={<ImportOutlined />} onClick={() => set('do', 'import')}>
                {t('customers.import')}
              </Button>
              <Button type="primary" icon={<PlusOutlined />} onClick={() => set('do', 'new')}>
                {t('customers.add')}
              </Button>
            </>
          )
        }
      />
      {!nothingYet && (
        <>
          <div className={s.tools}>
            <Input
              className={s.search ?? ''}
              type="search"
              allowClear
              prefix={<SearchOutlined />}
              placeholder={t('customers.searchPlaceholder')}
              aria-label={t('common.search')}
              value={typed}
              maxLength={200}
              onChange={({ target }) => {
                setTyped(target.value);
                set('search', target.value.trim() || null);
              }}
            />
            <Badge count={narrowed} size="small">
              <Button icon={<FilterOutlined />} onClick={() => set('do', 'filter')}>
                {t('customerList.filters')}
              </Button>
            </Badge>
            <Select<OrderChoice>
              className={s.order ?? ''}
              aria-label={t('customers.orderLabel')}
              value={order}
              onChange={(value) => setFilter(filter, value)}
              options={ORDER_CHOICES.map((value) => ({ value, label: t(`customerList.order.${value}`) }))}
            />
            <Checkbox
              className={s.keyFirst ?? ''}
              checked={keysOnTop}
              disabled={filter.keyAccount !== undefined}
              onChange={({ target }) => setFilter(filter, order, target.checked)}
            >
              {t('customerList.keyFirst')}
            </Checkbox>
            <SegmentsMenu filter={filter} order={order} keyFirst={keyFirst} onChoose={setFilter} />
            <ExportMenu filter={wanted} />
          </div>
          <FilterChips filter={filter} onChange={setFilter} />
        </>
      )}
      {may('changeCustomers') && (
        <BulkBar
          picked={picked.ids}
          everything={picked.everything}
          filter={wanted}
          total={total}
          onEverything={picked.pickEverything}
          onClear={picked.clear}
        />
      )}
      {list.error && !customers && <ErrorNotice error={list.error} onRetry={() => void list.refetch()} />}
      {list.isPending && (
        <div className={page.sheet} style={{ padding: 20 }} aria-busy>
          <Skeleton active title={false} paragraph={{ rows: 12, width: '100%' }} />
        </div>
      )}
      {nothingYet && <FirstSteps onImport={() => set('do', 'import')} onCreate={() => set('do', 'new')} />}
      {customers?.length === 0 && !nothingYet && !list.isPlaceholderData && (
        <EmptyState
          title={narrowed === 0 ? t('customers.noMatch', { search }) : t('customerList.noMatch')}
          text={t(narrowed === 0 ? 'customers.noMatchText' : 'customerList.noMatchText')}
        />
      )}
      {customers && customers.length > 0 && (
        <>
          {total && (
            <p className={s.total} aria-live="polite">
              {t(total.exact ? 'customerList.total' : 'customerList.about', { count: total.count })}
            </p>
          )}
          <CustomerList customers={customers} picked={may('changeCustomers') ? picked : null} />
          <LoadMore pages={list} />
        </>
      )}
      <Suspense>
        {params.get('do') === 'new' && <CustomerDrawer onClose={close} />}
        {params.get('do') === 'import' && <ImportDrawer />}
        {params.get('do') === 'filter' && (
          <FilterDrawer
            filter={filter}
            onClose={close}
            onApply={(next) => {
              const address = writeFilter(params, next);
              address.delete('do');
              put(address);
            }}
          />
        )}
      </Suspense>
    </div>
  );
}
