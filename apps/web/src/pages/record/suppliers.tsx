import { EditOutlined, PlusOutlined } from '@ant-design/icons';
import type { Customer, Supplier } from '@tradepost/contract';
import { Button } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { Link } from 'react-router';
import { useApi } from '../../api/use-api.ts';
import { useT } from '../../i18n/language.tsx';
import s from './record.module.css';
import { Section } from './section.tsx';
import { useDay } from './use-day.ts';

const SupplierDrawer = lazy(() => import('./supplier-drawer.tsx'));

/** From whom else it buys, and who competes in its country. */
export function Suppliers({ customer }: { customer: Customer }) {
  const t = useT();
  const [editing, setEditing] = useState<Supplier | 'new' | null>(null);
  const met = useApi('getCustomerStanding', { params: { id: customer.id } }).data?.competitors ?? [];
  return (
    <>
      <Section
        title={t('record.suppliers')}
        action={
          customer.mayChange && (
            <Button size="small" type="text" icon={<PlusOutlined />} onClick={() => setEditing('new')}>
              {t('common.add')}
            </Button>
          )
        }
      >
        {customer.suppliers.length === 0 && <p className={s.days}>{t('record.suppliersNone')}</p>}
        <ul>
          {customer.suppliers.map((supplier) => (
            <SupplierItem
              key={supplier.id}
              supplier={supplier}
              {...(customer.mayChange ? { onEdit: () => setEditing(supplier) } : {})}
            />
          ))}
        </ul>
      </Section>
      {customer.country && (
        <Section title={t('record.competitorsThere')}>
          {met.length === 0 && <p className={s.days}>{t('record.competitorsNone')}</p>}
          <ul>
            {met.map((one) => (
              <li key={one.id} className={s.item}>
                <div>
                  <Link to={`/competitors?search=${encodeURIComponent(one.name)}`}>{one.name}</Link>
                  {one.supplies && <span className={s.rest}> · {t('record.supplies')}</span>}
                  {one.products && <div className={s.sub}>{one.products}</div>}
                </div>
              </li>
            ))}
          </ul>
        </Section>
      )}
      <Suspense>
        {editing && (
          <SupplierDrawer
            customerId={customer.id}
            supplier={editing === 'new' ? null : editing}
            onClose={() => setEditing(null)}
          />
        )}
      </Suspense>
    </>
  );
}

function SupplierItem({ supplier, onEdit }: { supplier: Supplier; onEdit?: () => void }) {
  const t = useT();
  const day = useDay();
  const { name, product, since, until, note, competitorId } = supplier;
  return (
    <li className={s.item}>
      <div>
        {competitorId === null ? (
          <span className={s.strong}>{name}</span>
        ) : (
          <Link to={`/competitors?search=${encodeURIComponent(name)}`}>{name}</Link>
        )}
        {product && <span> · {product}</span>}
        {(since || until) && (
          <div className={s.sub}>
            {since ? day(since) : '…'} – {until ? day(until) : '…'}
          </div>
        )}
        {note && <div className={s.sub}>{note}</div>}
      </div>
      {onEdit && (
        <Button
          size="small"
          type="text"
          icon={<EditOutlined />}
          aria-label={`${t('record.editSupplier')}: ${name}`}
          onClick={onEdit}
        />
      )}
    </li>
  );
}
