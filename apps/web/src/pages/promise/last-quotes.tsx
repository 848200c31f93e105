import type { Customer } from '@tradepost/contract';
import { Link } from 'react-router';
import { useApi } from '../../api/use-api.ts';
import { useFormat } from '../../format/use-format.ts';
import { useT } from '../../i18n/language.tsx';
import { Section } from '../record/section.tsx';
import s from './promise.module.css';
import { useAmountWords } from './use-amount-words.ts';
import { useTermsWords } from './use-terms-words.ts';

/** In the card; the tab has them all. */
const SHOWN = 6;

/** The last price of each product that the customer was quoted, whoever quoted it. */
export function LastQuotes({ customer }: { customer: Customer }) {
  const t = useT();
  const format = useFormat();
  const amountWords = useAmountWords();
  const termsWords = useTermsWords();
  const { data } = useApi('listLastQuotes', { params: { id: customer.id } });
  if (!data) return null;
  return (
    <Section title={t('promises.lastQuotes')}>
      {data.items.length === 0 && <p className={s.hint}>{t('promises.lastQuotesNone')}</p>}
      <ul>
        {data.items.slice(0, SHOWN).map((mark) => (
          <li key={mark.id} className={s.lastQuote}>
            <span className={s.lastProduct} dir="auto">
              {mark.product ?? mark.text}
            </span>
            {mark.amount && <span className={s.amount}>{amountWords(mark.amount)}</span>}
            <span className={s.lastTerms}>
              {[...(mark.terms ? termsWords(mark.terms) : []), mark.authorName].filter(Boolean).join(' · ')}
              {' · '}
              <Link to={`/customers/${customer.id}/messages/${mark.messageId}`}>
                {format.brief(mark.saidAt)}
              </Link>
            </span>
          </li>
        ))}
      </ul>
      {data.items.length > SHOWN && (
        <Link className={s.hint} to={`/customers/${customer.id}?tab=promises`}>
          {t('promises.lastQuotesAll')}
        </Link>
      )}
    </Section>
  );
}
