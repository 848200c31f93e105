import { ArrowLeftOutlined, EllipsisOutlined } from '@ant-design/icons';
import type { Customer } from '@tradepost/contract';
import { Button, Dropdown } from 'antd';
import { Suspense, useState } from 'react';
import { Link } from 'react-router';
import { CountryName } from '../../components/country.tsx';
import { Grade } from '../../components/grade.tsx';
import { usePhone } from '../../components/use-media.ts';
import { useT } from '../../i18n/language.tsx';
import { useMay } from '../../session/session.tsx';
import { CUSTOMER_ACTIONS, type CustomerAction, EDIT_ACTION } from './customer-actions.tsx';
import s from './customer-page.module.css';

export function CustomerHeader({ customer }: { customer: Customer }) {
  const t = useT();
  const may = useMay();
  const phone = usePhone();
  const [chosen, setChosen] = useState<CustomerAction | null>(null);
  const fits = ({ needs, fits: fitting }: CustomerAction) =>
    may(needs) && (fitting?.(customer) ?? customer.mayChange);
  const menu = (phone ? [EDIT_ACTION, ...CUSTOMER_ACTIONS] : CUSTOMER_ACTIONS).filter(fits);
  return (
    <header>
      <title>{`${customer.name} · Tradepost`}</title>
      <div className={s.titleRow}>
        <Grade grade={customer.grade} />
        <h1 className={s.title}>{customer.name}</h1>
        {!phone && fits(EDIT_ACTION) && (
          <Button onClick={() => setChosen(EDIT_ACTION)}>{t('common.edit')}</Button>
        )}
        {menu.length > 0 && (
          <Dropdown
            trigger={['click']}
            menu={{
              items: menu.map(({ key, label, danger = false }) => ({
                key,
                label: t(label as 'common.edit'),
                danger,
              })),
              onClick: ({ key }) => setChosen(menu.find((action) => action.key === key) ?? null),
            }}
          >
            <Button icon={<EllipsisOutlined />} aria-label={t('common.more')} />
          </Dropdown>
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
      <Suspense>{chosen && <chosen.Action customer={customer} onClose={() => setChosen(null)} />}</Suspense>
    </header>
  );
}
