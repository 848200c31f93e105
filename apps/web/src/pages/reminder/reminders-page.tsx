import type { ReminderChoice, ReminderSlotKind } from '@tradepost/contract';
import { Form, Input, Select, Skeleton, Switch } from 'antd';
import { useState } from 'react';
import { useApi, useWrite } from '../../api/use-api.ts';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { useSay } from '../../components/use-say.ts';
import { useLanguage } from '../../i18n/language.tsx';
import { useMay, useSession } from '../../session/session.tsx';
import page from '../../styles/page.module.css';
import { CompanyReminders } from './company-reminders.tsx';
import { KindRow } from './kind-row.tsx';
import { PreviewModal } from './preview-modal.tsx';
import s from './reminder.module.css';

/** A Monday, of whose week the days are named. */
const MONDAY = Date.UTC(2024, 0, 1, 12);
const DAY_MS = 86_400_000;

/** Which mails come, when, and how they look. */
export default function RemindersPage() {
  const { t, locale } = useLanguage();
  const say = useSay();
  const { user } = useSession();
  const mayDecide = useMay()('updateReminderSettings');
  const [looking, setLooking] = useState<ReminderSlotKind | null>(null);
  const { data, error, refetch } = useApi('getReminders', {});
  const save = useWrite('updateReminders', {
    stale: ['getReminders'],
    onSuccess: () => say.done(t('reminders.saved')),
  });
  if (error && !data) return <ErrorNotice error={error} onRetry={() => void refetch()} />;
  if (!data) return <Skeleton active />;
  if (data.kinds.length === 0) return <p className={s.hint}>{t('reminders.none')}</p>;
  const name = new Intl.DateTimeFormat(locale, { weekday: 'short', timeZone: 'UTC' });
  const days = [1, 2, 3, 4, 5, 6, 7].map((value) => ({
    value,
    label: name.format(MONDAY + (value - 1) * DAY_MS),
  }));
  const toggle = (kind: ReminderChoice['kinds'][number]['kind'], on: boolean) => {
    const off = data.kinds.filter((one) => (one.kind === kind ? !on : !one.on && one.rule === 'optional'));
    save.mutate({ body: { off: off.map((one) => one.kind) } });
  };
  return (
    <>
      <p className={s.hint}>{t('reminders.hint', { email: user.email, zone: data.timeZone })}</p>
      <section className={`${page.sheet} ${s.sheet}`}>
        <h2>{t('reminders.when')}</h2>
        <Form layout="vertical" className={s.when}>
          <Form.Item label={t('reminders.morning')}>
            <span className={s.pair}>
              <Switch
                checked={data.morning === null}
                loading={save.isPending}
                aria-label={t('reminders.companyHour')}
                onChange={(company) => save.mutate({ body: { morning: company ? null : '08:30' } })}
              />
              <span>{t('reminders.companyHour')}</span>
              {data.morning !== null && (
                <Input
                  key={data.morning}
                  type="time"
                  className={s.time}
                  aria-label={t('reminders.morning')}
                  defaultValue={data.morning}
                  onBlur={({ target: { value } }) => {
                    if (/^\d\d:\d\d$/.test(value) && value !== data.morning)
                      save.mutate({ body: { morning: value } });
                  }}
                />
              )}
            </span>
          </Form.Item>
          <Form.Item label={t('reminders.days')}>
            <Select
              mode="multiple"
              allowClear
              aria-label={t('reminders.days')}
              placeholder={t('reminders.companyDays')}
              options={days}
              value={data.weekdays ?? []}
              onChange={(weekdays: number[]) =>
                save.mutate({ body: { weekdays: weekdays.length === 0 ? null : weekdays } })
              }
            />
          </Form.Item>
        </Form>
        <h2>{t('reminders.what')}</h2>
        {data.kinds.map((one) => (
          <KindRow
            key={one.kind}
            one={one}
            busy={save.isPending}
            onToggle={(on) => toggle(one.kind, on)}
            onLook={setLooking}
          />
        ))}
        {save.error && <ErrorNotice error={save.error} />}
      </section>
      {mayDecide && <CompanyReminders />}
      {looking !== null && <PreviewModal kind={looking} onClose={() => setLooking(null)} />}
    </>
  );
}
