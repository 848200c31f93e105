import { ImportOutlined, PlusOutlined, SearchOutlined } from '@ant-design/icons';
import { Button, Input, Segmented, Skeleton } from 'antd';
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
import { CustomerList } from './customer-list.tsx';
import s from './customers-page.module.css';
import { FirstSteps } from './first-steps.tsx';

const CustomerDrawer = lazy(() => import('./customer-drawer.tsx'));
const ImportDrawer = lazy(() => import('./import-drawer.tsx'));

type Order = 'last-mail' | 'name';

/** All customers one may see. Search, order and open drawers stand in the address. */
export default function CustomersPage() {
  const t = useT();
  const may = useMay();
  const [params, setParams] = useSearchParams();
  const order: Order = params.get('order') === 'name' ? 'name' : 'last-mail';
  const [typed, setTyped] = useState(params.get('search') ?? '');
  const search = useSettled(typed.trim());
  const list = usePages(
    'listCustomers',
    { query: { order, ...(search ? { search } : {}) } },
    { keepPrevious: true },
  );
  const customers = list.data?.pages.flatMap(({ items }) => items);

  const set = (key: string, value: string | null) =>
    setParams(
      (old) => {
        const next = new URLSearchParams(old);
        if (value) next.set(key, value);
        else next.delete(key);
        return next;
      },
      { replace: true },
    );
  const close = () => set('do', null);
  const nothingYet = customers?.length === 0 && search === '' && !list.isPlaceholderData;

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
          <Segmented<Order>
            aria-label={t('customers.orderLabel')}
            value={order}
            onChange={(value) => set('order', value === 'name' ? value : null)}
            options={[
              { value: 'last-mail', label: t('customers.orderLastMail') },
              { value: 'name', label: t('customers.orderName') },
            ]}
          />
        </div>
      )}
      {list.error && !customers && <ErrorNotice error={list.error} onRetry={() => void list.refetch()} />}
      {list.isPending && (
        <div className={page.sheet} style={{ padding: 20 }} aria-busy>
          <Skeleton active title={false} paragraph={{ rows: 12, width: '100%' }} />
        </div>
      )}
      {nothingYet && <FirstSteps onImport={() => set('do', 'import')} onCreate={() => set('do', 'new')} />}
      {customers?.length === 0 && search !== '' && (
        <EmptyState title={t('customers.noMatch', { search })} text={t('customers.noMatchText')} />
      )}
      {customers && customers.length > 0 && (
        <>
          <CustomerList customers={customers} />
          <LoadMore pages={list} />
        </>
      )}
      <Suspense>
        {params.get('do') === 'new' && <CustomerDrawer onClose={close} />}
        {params.get('do') === 'import' && <ImportDrawer onClose={close} />}
      </Suspense>
    </div>
  );
}
