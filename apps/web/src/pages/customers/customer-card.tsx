import type { Customer } from '@tradepost/contract';
import type { ReactNode } from 'react';
import { useFormat } from '../../format/use-format.ts';
import { useT } from '../../i18n/language.tsx';
import { Contacts } from './contacts.tsx';
import s from './customer-page.module.css';

/** What is known of the customer: facts, mail domains, contacts. */
export function CustomerCard({ customer }: { customer: Customer }) {
  const t = useT();
  const format = useFormat();
  const facts: [string, ReactNode][] = [];
  if (customer.website) facts.push([t('customers.website'), <Website key="w" url={customer.website} />]);
  if (customer.source) facts.push([t('customers.source'), customer.source]);
  if (customer.note)
    facts.push([
      t('customers.note'),
      <span key="n" className={s.note}>
        {customer.note}
      </span>,
    ]);
  return (
    <aside className={s.card} aria-label={t('customers.facts')}>
      <Contacts customer={customer} />
      <section className={s.cardSection}>
        <div className={s.cardHead}>
          <h2>{t('customers.domains')}</h2>
        </div>
        {customer.domains.length === 0 ? (
          <p className={s.hint}>{t('customers.domainsNone')}</p>
        ) : (
          <ul className={s.domains}>
            {customer.domains.map((domain) => (
              <li key={domain} className={s.domain}>
                {domain}
              </li>
            ))}
          </ul>
        )}
      </section>
      <section className={s.cardSection}>
        <div className={s.cardHead}>
          <h2>{t('customers.facts')}</h2>
        </div>
        <dl className={s.list}>
          {facts.map(([name, value]) => (
            <div key={name} style={{ display: 'contents' }}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
        <p className={s.hint} style={{ marginTop: facts.length > 0 ? 8 : 0 }}>
          {t('customers.since', { date: format.date(customer.createdAt) })}
        </p>
      </section>
    </aside>
  );
}

/** Only web addresses become links: what people type may be anything. */
function Website({ url }: { url: string }) {
  const address = /^https?:\/\//i.test(url) ? url : /^[\w-]+(\.[\w-]+)+/.test(url) ? `https://${url}` : null;
  if (!address) return url;
  return (
    <a href={address} target="_blank" rel="noopener noreferrer">
      {url.replace(/^https?:\/\//i, '').replace(/\/$/, '')}
    </a>
  );
}
