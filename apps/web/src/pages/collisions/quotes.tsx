import type { CollisionCase, Quote } from '@tradepost/contract';
import { Link } from 'react-router';
import { useFormat } from '../../format/use-format.ts';
import { useT } from '../../i18n/language.tsx';
import page from '../../styles/page.module.css';
import { useAmountWords } from '../promise/use-amount-words.ts';
import { useTermsWords } from '../promise/use-terms-words.ts';
import s from './collisions.module.css';

/** Side by side what each quoted; then what has no counterpart. */
export function Quotes({ data }: { data: CollisionCase }) {
  const t = useT();
  const lone = data.ownerQuotes.length + data.otherQuotes.length > 0;
  const none = !lone && data.comparisons.length === 0;
  return (
    <section>
      <h2 className={page.sectionTitle}>{t('collisions.quotes')}</h2>
      <p className={`${page.soft} ${page.small}`} style={{ marginBottom: 8 }}>
        {t(none ? 'collisions.quotesNone' : 'collisions.quotesHint')}
      </p>
      {!none && (
        <div className={page.sheet}>
          {data.comparisons.map((comparison) => (
            <div key={comparison.product} className={s.comparison}>
              <div className={s.product}>
                <span dir="auto">{comparison.product}</span>
                {comparison.differs && (
                  <span className={`${s.tag} ${s.open}`}>{t('collisions.differs')}</span>
                )}
              </div>
              <Pair data={data} owner={comparison.owner} other={comparison.other} />
            </div>
          ))}
          {lone && (
            <div className={s.comparison}>
              {data.comparisons.length > 0 && <div className={s.product}>{t('collisions.otherQuotes')}</div>}
              <Pair data={data} owner={data.ownerQuotes} other={data.otherQuotes} />
            </div>
          )}
        </div>
      )}
    </section>
  );
}

interface PairProps {
  data: CollisionCase;
  owner: readonly Quote[];
  other: readonly Quote[];
}

function Pair({ data, owner, other }: PairProps) {
  return (
    <div className={s.pair}>
      <Column name={data.ownerName} quotes={owner} />
      <Column name={data.userName} quotes={other} />
    </div>
  );
}

function Column({ name, quotes }: { name: string; quotes: readonly Quote[] }) {
  const t = useT();
  const format = useFormat();
  const amountWords = useAmountWords();
  const termsWords = useTermsWords();
  return (
    <div>
      <div className={s.who}>{name}</div>
      {quotes.length === 0 && <span className={page.soft}>–</span>}
      {quotes.map((quote) => (
        <div key={`${quote.messageId} ${quote.amount} ${quote.currency} ${quote.unit}`} className={s.quote}>
          <span className={s.amount}>{amountWords(quote)}</span>{' '}
          <Link to={`/messages/${quote.messageId}`} className={page.small}>
            {format.brief(quote.at)}
          </Link>{' '}
          {quote.source === 'mark' && <span className={s.tag}>{t('collisions.marked')}</span>}
          {termsWords(quote.terms).length > 0 && (
            <p className={page.small}>{termsWords(quote.terms).join(' · ')}</p>
          )}
          <p className={s.line} dir="auto">
            {quote.line}
          </p>
        </div>
      ))}
    </div>
  );
}
