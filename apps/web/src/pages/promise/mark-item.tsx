import type { Mark, PromiseSort } from '@tradepost/contract';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { useWrite } from '../../api/use-api.ts';
import { useSay } from '../../components/use-say.ts';
import { useCompanyDay } from '../../format/use-company-day.ts';
import { useFormat } from '../../format/use-format.ts';
import { useT } from '../../i18n/language.tsx';
import s from './promise.module.css';
import { MARK_ANSWERS } from './mark-draft.ts';
import { useAmountWords } from './use-amount-words.ts';
import { useFoundWords, useTermsWords } from './use-terms-words.ts';

export const SORT_WORDS = {
  price: 'promises.sortPrice',
  delivery: 'promises.sortDelivery',
  warranty: 'promises.sortWarranty',
  payment: 'promises.sortPayment',
  other: 'promises.sortOther',
} as const satisfies Record<PromiseSort, string>;

interface MarkItemProps {
  mark: Mark;
  mayChange: boolean;
  /** Of the mail; none where it is open already. */
  href: string | null;
}

/** What was promised, asked or quoted: by whom, when, and whether it is settled. */
export function MarkItem({ mark, mayChange, href }: MarkItemProps) {
  const t = useT();
  const format = useFormat();
  const amountWords = useAmountWords();
  const termsWords = useTermsWords();
  const foundWords = useFoundWords();
  const today = useCompanyDay();
  const closed = mark.state !== 'open';
  const late = !closed && mark.dueOn !== null && mark.dueOn < today;
  const said = format.brief(mark.saidAt);
  return (
    <li className={`${s.item} ${closed ? s.closed : ''}`}>
      <div>
        <div className={s.head}>
          <span className={`${s.kind} ${s[mark.kind]}`}>
            {t(`promises.${mark.kind}`)}
            {mark.sort && ` · ${t(SORT_WORDS[mark.sort])}`}
          </span>
          {mark.amount && <span className={s.amount}>{amountWords(mark.amount)}</span>}
          {mark.product && <span>{mark.product}</span>}
          {mark.terms && <span className={s.terms}>{termsWords(mark.terms).join(' · ')}</span>}
        </div>
        <p className={s.words} dir="auto">
          {mark.text}
        </p>
        <div className={s.facts}>
          <span>
            {mark.authorName ? t('promises.by', { name: mark.authorName }) : t('promises.byCustomer')}
            {' · '}
            {href ? <Link to={href}>{said}</Link> : said}
          </span>
          {mark.foundIn && <span>{foundWords(mark.foundIn)}</span>}
          {mark.dueOn && (
            <span className={late ? s.late : ''}>
              {t('promises.dueOn', { day: format.date(`${mark.dueOn}T12:00:00Z`) })}
            </span>
          )}
          <span>{t('promises.markedBy', { name: mark.markedByName, day: format.brief(mark.markedAt) })}</span>
          {closed && mark.closedByName && mark.closedAt && (
            <span>
              {t('promises.closedBy', {
                state: t(`promises.${mark.state}`),
                name: mark.closedByName,
                day: format.brief(mark.closedAt),
              })}
            </span>
          )}
        </div>
      </div>
      {mayChange && <Actions mark={mark} />}
    </li>
  );
}

function Actions({ mark }: { mark: Mark }): ReactNode {
  const t = useT();
  const say = useSay();
  const update = useWrite('updateMark', { stale: [...MARK_ANSWERS, 'getHandoverPage'] });
  const button = (state: Mark['state'], label: string) => (
    <Button
      size="small"
      type={state === 'kept' ? 'default' : 'text'}
      disabled={update.isPending}
      onClick={() => update.mutate({ params: { id: mark.id }, body: { state } }, { onError: say.failed })}
    >
      {label}
    </Button>
  );
  return (
    <div className={s.acts}>
      {mark.state === 'open' ? (
        <>
          {mark.kind !== 'quotation' &&
            button('kept', t(mark.kind === 'question' ? 'promises.answered' : 'promises.keep'))}
          {button('withdrawn', t('promises.withdraw'))}
        </>
      ) : (
        button('open', t('promises.reopen'))
      )}
    </div>
  );
}
