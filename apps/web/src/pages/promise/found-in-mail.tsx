import type { Mark, ProposedPromise, ProposedQuote } from '@tradepost/contract';
import { Button, Tooltip } from 'antd';
import { useT } from '../../i18n/language.tsx';
import { useDay } from '../record/use-day.ts';
import type { MarkDraft } from './mark-draft.ts';
import s from './promise.module.css';
import { useAmountWords } from './use-amount-words.ts';
import { useTermsWords } from './use-terms-words.ts';

interface FoundInMailProps {
  quotes: readonly ProposedQuote[];
  promises: readonly ProposedPromise[];
  marks: readonly Mark[];
  onMark: (draft: MarkDraft) => void;
  onReview: () => void;
}

/** Beside the mail; more than these are gone through in a table. */
const SHOWN = 3;

/** What the mail's own text seems to quote and to promise, for a press to take over. What is marked is left out. */
export function FoundInMail({ quotes, promises, marks, onMark, onReview }: FoundInMailProps) {
  const t = useT();
  const day = useDay();
  const amountWords = useAmountWords();
  const termsWords = useTermsWords();
  const newQuotes = quotes.filter(
    (quote) =>
      !marks.some(
        ({ kind, amount, text }) =>
          kind === 'quotation' && (text === quote.text || amount?.amount === quote.amount.amount),
      ),
  );
  const newPromises = promises.filter(
    (promise) => !marks.some(({ kind, text }) => kind === 'promise' && text === promise.text),
  );
  if (newQuotes.length === 0 && newPromises.length === 0) return null;
  return (
    <div className={s.found}>
      <Tooltip title={t('promises.foundHint')}>
        <span className={s.label}>{t('promises.found')}</span>
      </Tooltip>
      {newQuotes.slice(0, SHOWN).map((quote) => {
        const price = amountWords(quote.amount);
        return (
          <Tooltip key={`${quote.text} ${price}`} title={quote.text}>
            <Button
              size="small"
              className={s.proposal ?? ''}
              aria-label={t('promises.use', { amount: price })}
              onClick={() => onMark({ kind: 'quotation', text: quote.text, quote })}
            >
              {[quote.product, price, ...termsWords(quote.terms).slice(0, 1)].filter(Boolean).join(' · ')}
            </Button>
          </Tooltip>
        );
      })}
      {newQuotes.length > 1 && (
        <Button size="small" type="link" onClick={onReview}>
          {t('promises.review', { count: newQuotes.length })}
        </Button>
      )}
      {newPromises.slice(0, SHOWN).map((promise) => (
        <Tooltip key={promise.text} title={promise.text}>
          <Button
            size="small"
            className={s.proposal ?? ''}
            aria-label={t('promises.usePromise')}
            onClick={() => onMark({ kind: 'promise', text: promise.text, promise })}
          >
            {t('promises.foundPromise', { day: day(promise.dueOn, true) })}
          </Button>
        </Tooltip>
      ))}
    </div>
  );
}
