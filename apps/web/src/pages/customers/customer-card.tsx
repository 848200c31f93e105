import type { Customer } from '@tradepost/contract';
import { useT } from '../../i18n/language.tsx';
import { LastQuotes } from '../promise/last-quotes.tsx';
import { CompanyFacts, OwnFields, Products } from '../record/company-facts.tsx';
import { Section } from '../record/section.tsx';
import { Stamps } from '../record/stamps.tsx';
import { Standing } from '../record/standing.tsx';
import { Suppliers } from '../record/suppliers.tsx';
import { Team } from '../record/team.tsx';
import { Contacts } from './contacts.tsx';
import s from './customer-page.module.css';

/** All that is known of the customer, on one screen: what is next, whom to reach, who it is, what it buys. */
export function CustomerCard({ customer }: { customer: Customer }) {
  const t = useT();
  return (
    <aside className={s.card} aria-label={t('customers.facts')}>
      <Standing customer={customer} />
      <LastQuotes customer={customer} />
      <Contacts customer={customer} />
      <CompanyFacts customer={customer} />
      <Products customer={customer} />
      <Suppliers customer={customer} />
      <OwnFields customer={customer} />
      <Team customer={customer} />
      <Section title={t('customers.domains')}>
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
      </Section>
      <Stamps customer={customer} />
    </aside>
  );
}
