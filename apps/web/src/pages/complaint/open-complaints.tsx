import type { Customer } from '@tradepost/contract';
import { Link } from 'react-router';
import { useApi } from '../../api/use-api.ts';
import { useT } from '../../i18n/language.tsx';
import s from './complaint.module.css';
import { DueWords, SeverityTag } from './complaint-row.tsx';

/** Shown at once; the rest by the list. */
const SHOWN = 2;

/** What is not settled yet, on top of the customer's page. Nothing where there is nothing. */
export function OpenComplaints({ customer }: { customer: Customer }) {
  const t = useT();
  const { data } = useApi('listComplaints', {
    query: { customerId: customer.id, state: 'open', order: 'oldest', limit: 20 },
  });
  const items = [...(data?.items ?? [])].sort((a, b) => b.severity - a.severity);
  if (items.length === 0) return null;
  return (
    <section className={s.strip} aria-label={t('complaints.onCustomer', { count: items.length })}>
      {items.slice(0, SHOWN).map((complaint) => (
        <div key={complaint.id} className={s.stripLine}>
          <SeverityTag severity={complaint.severity} />
          <Link
            className={s.stripWhat}
            to={`/complaints/${complaint.id}`}
            title={t('complaints.openIt')}
            dir="auto"
          >
            {complaint.what}
          </Link>
          <span className={s.sub} style={{ gridColumn: 'auto' }}>
            <DueWords complaint={complaint} />
          </span>
        </div>
      ))}
      {items.length > SHOWN && (
        <span className={s.sub}>{t('complaints.more', { count: items.length - SHOWN })}</span>
      )}
    </section>
  );
}
