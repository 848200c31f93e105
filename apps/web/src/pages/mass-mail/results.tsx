import type { MassMail } from '@tradepost/contract';
import { Progress } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { useFormat } from '../../format/use-format.ts';
import { useT } from '../../i18n/language.tsx';
import { useMay } from '../../session/session.tsx';
import page from '../../styles/page.module.css';
import s from './mass-mail.module.css';

const PaceModal = lazy(() => import('./pace-modal.tsx'));

const TILES = [
  'waiting',
  'sent',
  'replied',
  'bounced',
  'unsubscribed',
  'failed',
  'unknown',
  'leftOut',
] as const;

/** Those that are no share of what was sent. */
const PLAIN: ReadonlySet<string> = new Set(['waiting', 'sent', 'leftOut']);

/** How far it is, and what came of it. */
export function Results({ mail }: { mail: MassMail }) {
  const t = useT();
  const may = useMay();
  const format = useFormat();
  const [pacing, setPacing] = useState(false);
  const { counts, pace } = mail;
  const total = counts.made + counts.waiting;
  const days = pace ? Math.ceil(counts.waiting / pace.perDay) : 0;
  const minutes = pace ? Math.ceil(counts.waiting / pace.perMinute) : 0;
  return (
    <section className={`${page.sheet} ${s.results}`} aria-label={t('massMails.results')}>
      <div className={s.progress}>
        <Progress
          percent={total === 0 ? 100 : Math.floor((100 * counts.made) / total)}
          {...(mail.state === 'stopped' ? { status: 'exception' as const } : {})}
          {...(mail.state === 'sending' ? { status: 'active' as const } : {})}
        />
        <p className={s.soft} role="status">
          {t('massMails.madeOf', { made: counts.made, total })}
          {mail.state === 'sending' && pace && counts.waiting > 0 && (
            <>
              {' · '}
              {days > 1
                ? t('massMails.leftDays', { days })
                : t('massMails.leftTime', { time: format.duration(minutes * 60) })}
              {' · '}
              {t('massMails.paceIs', { minute: pace.perMinute, day: pace.perDay })}{' '}
              {may('setMassMailPace') && (
                <button type="button" className="tp-link" onClick={() => setPacing(true)}>
                  {t('massMails.changePace')}
                </button>
              )}
            </>
          )}
        </p>
      </div>
      <dl className={s.tiles}>
        {TILES.map((name) => (
          <div key={name} className={s.tile} data-none={counts[name] === 0 || undefined}>
            <dt>{t(`massMails.count.${name}`)}</dt>
            <dd className="tp-number">
              {counts[name]}
              {!PLAIN.has(name) && counts.sent > 0 && counts[name] > 0 && (
                <span className={s.share}>
                  {' '}
                  {format.number(Math.round((100 * counts[name]) / counts.sent))}%
                </span>
              )}
            </dd>
          </div>
        ))}
      </dl>
      <Suspense>{pacing && <PaceModal mail={mail} onClose={() => setPacing(false)} />}</Suspense>
    </section>
  );
}
