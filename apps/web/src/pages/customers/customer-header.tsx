import { ArrowLeftOutlined, EllipsisOutlined } from '@ant-design/icons';
import type { Customer } from '@tradepost/contract';
import { App, Button, Dropdown } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { useWrite } from '../../api/use-api.ts';
import { CountryName } from '../../components/country.tsx';
import { Grade } from '../../components/grade.tsx';
import { usePhone } from '../../components/use-media.ts';
import { useSay } from '../../components/use-say.ts';
import { useT } from '../../i18n/language.tsx';
import { useMay } from '../../session/session.tsx';
import s from './customer-page.module.css';

const CustomerDrawer = lazy(() => import('./customer-drawer.tsx'));

export function CustomerHeader({ customer }: { customer: Customer }) {
  const t = useT();
  const may = useMay();
  const say = useSay();
  const navigate = useNavigate();
  const phone = usePhone();
  const { modal } = App.useApp();
  const [editing, setEditing] = useState(false);
  const archive = useWrite('archiveCustomer', {
    stale: ['listCustomers'],
    onSuccess: () => {
      say.done(t('customers.archived'));
      void navigate('/customers');
    },
  });
  const askArchive = () =>
    modal.confirm({
      title: t('customers.archiveTitle', { name: customer.name }),
      content: t('customers.archiveText'),
      okText: t('customers.archiveConfirm'),
      onOk: () => archive.mutateAsync({ params: { id: customer.id } }).catch(say.failed),
    });
  return (
    <header>
      <title>{`${customer.name} · Tradepost`}</title>
      <div className={s.titleRow}>
        <Grade grade={customer.grade} />
        <h1 className={s.title}>{customer.name}</h1>
        {may('updateCustomer') && (
          <>
            {!phone && <Button onClick={() => setEditing(true)}>{t('common.edit')}</Button>}
            <Dropdown
              trigger={['click']}
              menu={{
                items: [
                  ...(phone ? [{ key: 'edit', label: t('common.edit') }] : []),
                  { key: 'archive', label: t('customers.archive') },
                ],
                onClick: ({ key }) => (key === 'edit' ? setEditing(true) : void askArchive()),
              }}
            >
              <Button icon={<EllipsisOutlined />} aria-label={t('common.more')} />
            </Dropdown>
          </>
        )}
      </div>
      <div className={s.facts}>
        <Link to="/customers">
          <ArrowLeftOutlined /> {t('customers.title')}
        </Link>
        {customer.country && <CountryName code={customer.country} />}
        <span>{customer.ownerName ?? t('customers.noOwner')}</span>
        {customer.source && <span>{customer.source}</span>}
      </div>
      <Suspense>
        {editing && <CustomerDrawer customer={customer} onClose={() => setEditing(false)} />}
      </Suspense>
    </header>
  );
}
