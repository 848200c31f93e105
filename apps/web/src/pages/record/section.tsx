import { type ReactNode, useId } from 'react';
import card from '../customers/customer-page.module.css';

interface SectionProps {
  title: string;
  action?: ReactNode;
  children: ReactNode;
}

/** A part of the customer's card. */
export function Section({ title, action, children }: SectionProps) {
  const id = useId();
  return (
    <section className={card.cardSection} aria-labelledby={id}>
      <div className={card.cardHead}>
        <h2 id={id}>{title}</h2>
        {action}
      </div>
      {children}
    </section>
  );
}

/** Names and values; those without a value are left out. */
export function Facts({ facts }: { facts: readonly (readonly [string, ReactNode])[] }) {
  const known = facts.filter(([, value]) => value !== null && value !== undefined && value !== '');
  if (known.length === 0) return null;
  return (
    <dl className={card.list}>
      {known.map(([name, value]) => (
        <div key={name} style={{ display: 'contents' }}>
          <dt>{name}</dt>
          <dd className={card.note}>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
