import { useState } from 'react';
import { useApi } from '../../api/use-api.ts';
import { useT } from '../../i18n/language.tsx';
import s from './activity.module.css';
import { PlanItem } from './plan-item.tsx';

/** So many stand above the timeline at first. */
const SHOWN = 3;

/** What is planned with the customer, above what was. Nothing planned takes no room. */
export function Upcoming({ customerId }: { customerId: number }) {
  const t = useT();
  const [all, setAll] = useState(false);
  const { data } = useApi('listCustomerPlans', { params: { id: customerId }, query: { limit: 50 } });
  if (!data || data.items.length === 0) return null;
  return (
    <section className={s.strip} aria-label={t('activities.upcoming')}>
      <div className={s.stripHead}>
        <h2 className={s.stripTitle}>{t('activities.upcoming')}</h2>
        {!all && data.items.length > SHOWN && (
          <button type="button" className="tp-link" onClick={() => setAll(true)}>
            {t('activities.upcomingMore', { count: data.items.length })}
          </button>
        )}
      </div>
      <ul className={s.plans}>
        {data.items.slice(0, all ? undefined : SHOWN).map((plan) => (
          <PlanItem key={plan.id} plan={plan} />
        ))}
      </ul>
    </section>
  );
}
