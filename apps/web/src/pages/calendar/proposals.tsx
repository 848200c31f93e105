import { Alert, Button, Checkbox, Skeleton, Tag } from 'antd';
import { useState } from 'react';
import { useApi, useWrite } from '../../api/use-api.ts';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { useSay } from '../../components/use-say.ts';
import { useLanguage } from '../../i18n/language.tsx';
import { useDay } from '../record/use-day.ts';
import s from './calendar.module.css';
import { DAYS_STALE } from './stale.ts';
import { useCalendarPreview } from './use-calendar-preview.tsx';

/** Days off that the data set knows of a country in a year: taken over or refused, some or all. */
export function Proposals({ country, year }: { country: string; year: number }) {
  const { t, locale } = useLanguage();
  const say = useSay();
  const day = useDay();
  const { data, error, refetch } = useApi('listProposedDays', { params: { country }, query: { year } });
  /** Null: all that are new. */
  const [picked, setPicked] = useState<readonly string[] | null>(null);
  const preview = useCalendarPreview();
  const answer = useWrite('takeProposedDays', {
    stale: DAYS_STALE,
    onSuccess: ({ added, refused }) => {
      setPicked(null);
      preview.forget();
      say.done(added > 0 ? t('calendar.taken', { count: added }) : t('calendar.refused', { count: refused }));
    },
  });
  const days = data?.days ?? [];
  const chosen = picked ?? days.filter(({ state }) => state === 'new').map((one) => one.day);
  const send = (body: { days: string[]; refuse?: string[] }) =>
    answer.mutate({ params: { country }, body: { year, ...body } }, { onError: say.failed });
  const mayRefuse = days.some(({ day: on, state }) => state === 'new' && chosen.includes(on));
  return (
    <section className={s.sheet}>
      <h2>{t('calendar.proposals', { year: String(year) })}</h2>
      <p className={s.hint}>{t('calendar.proposalsHint')}</p>
      {error && !data && <ErrorNotice error={error} onRetry={() => void refetch()} />}
      {!data && !error && <Skeleton active paragraph={{ rows: 3 }} />}
      {data?.lacks.map((lack) => (
        <Alert
          key={lack}
          className={s.notice ?? ''}
          type="info"
          showIcon
          title={t(`calendar.lack.${lack}`)}
        />
      ))}
      <ul>
        {days.map((one) => (
          <li key={one.day} className={s.day}>
            <Checkbox
              disabled={one.state === 'there'}
              checked={one.state === 'there' || chosen.includes(one.day)}
              onChange={({ target }) => {
                setPicked(target.checked ? [...chosen, one.day] : chosen.filter((on) => on !== one.day));
                preview.forget();
              }}
            >
              <span className="tp-number">{day(one.day, true)}</span>{' '}
              {locale === 'en' ? one.nameEn : one.nameZh}
            </Checkbox>
            {one.state !== 'new' && <Tag>{t(`calendar.state.${one.state}`)}</Tag>}
          </li>
        ))}
      </ul>
      {preview.shown}
      {days.some(({ state }) => state !== 'there') && (
        <div className={s.buttons}>
          {chosen.length > 0 &&
            preview.button(() => {
              const taken = days.filter(({ day: on }) => chosen.includes(on));
              const add = taken.map(({ day: on, nameEn, nameZh }) => ({
                day: on,
                nameEn,
                nameZh,
                kind: 'holiday' as const,
              }));
              return Promise.resolve({ country, add });
            })}
          <Button
            type="primary"
            disabled={chosen.length === 0}
            loading={answer.isPending}
            onClick={() => send({ days: [...chosen] })}
          >
            {t('calendar.take', { count: chosen.length })}
          </Button>
          <Button
            disabled={!mayRefuse || answer.isPending}
            onClick={() => send({ days: [], refuse: [...chosen] })}
          >
            {t('calendar.refuse')}
          </Button>
        </div>
      )}
      {days.length > 0 && days.every(({ state }) => state === 'there') && (
        <p className={s.soft}>{t('calendar.allThere')}</p>
      )}
    </section>
  );
}
