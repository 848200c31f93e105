import { ArrowLeftOutlined, EllipsisOutlined, StarFilled } from '@ant-design/icons';
import type { Customer } from '@tradepost/contract';
import { Button, Dropdown, Tag } from 'antd';
import { Suspense, useState } from 'react';
import { Link } from 'react-router';
import { CountryName } from '../../components/country.tsx';
import { Grade } from '../../components/grade.tsx';
import { usePhone } from '../../components/use-media.ts';
import { useT } from '../../i18n/language.tsx';
import { useMay } from '../../session/session.tsx';
import { WriteButton } from '../letter/write-button.tsx';
import { LocalTime } from '../record/local-time.tsx';
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
        <h1 className={s.title}>
          {customer.name}
          {customer.localName && <span className={s.localName}> {customer.localName}</span>}
        </h1>
        {customer.mayChange && (
          <WriteButton type="primary" letter={{ customerId: customer.id, contactId: reachable(customer) }} />
        )}
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
        <LocalTime customer={customer} />
        <span>{customer.ownerName ?? t('customers.noOwner')}</span>
        <span>{t(`record.stage.${customer.stage}`)}</span>
        {customer.relationshipType && <span>{t(`record.relationship.${customer.relationshipType}`)}</span>}
        {customer.formerNames.length > 0 && (
          <span>
            {t('record.pair', { name: t('record.formerNames'), value: customer.formerNames.join(' · ') })}
          </span>
        )}
        {customer.keyAccount && (
          <span className={s.key}>
            <StarFilled /> {t('record.keyAccount')}
          </span>
        )}
        {customer.awaitingReview && (
          <Tag color="warning" title={t('record.awaitingReviewHint')} style={{ margin: 0 }}>
            {t('record.awaitingReview')}
          </Tag>
        )}
      </div>
      <Suspense>{chosen && <chosen.Action customer={customer} onClose={() => setChosen(null)} />}</Suspense>
    </header>
  );
}

/** Whom a new mail goes to: the main contact, where mail reaches him. */
const reachable = ({ contacts }: Customer): number | null =>
  contacts.find(({ isMain, addresses, invalidAt }) => isMain && invalidAt === null && addresses.length > 0)
    ?.id ?? null;
