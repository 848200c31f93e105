import { REMINDER_KINDS, REMINDER_SLOT_KINDS, type ReminderSettings } from '@tradepost/contract';
import { Button, Form, Input, Select, Skeleton } from 'antd';
import { useApi, useWrite } from '../../api/use-api.ts';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { useSay } from '../../components/use-say.ts';
import { useT } from '../../i18n/language.tsx';
import page from '../../styles/page.module.css';
import s from './reminder.module.css';

const RULES = ['optional', 'required', 'off'] as const;

/** Which mails the company has, which it demands, and at what hour. */
export function CompanyReminders() {
  const t = useT();
  const say = useSay();
  const { data, error } = useApi('getReminderSettings', {});
  const save = useWrite('updateReminderSettings', {
    stale: ['getReminderSettings', 'getReminders'],
    onSuccess: () => say.done(t('reminders.companySaved')),
  });
  if (error && !data) return <ErrorNotice error={error} />;
  if (!data) return <Skeleton active />;
  return (
    <section className={`${page.sheet} ${s.sheet}`}>
      <h2>{t('reminders.company')}</h2>
      <p className={s.sub}>{t('reminders.companyHint')}</p>
      <Form<ReminderSettings> initialValues={data} onFinish={(body) => save.mutate({ body })}>
        {REMINDER_KINDS.map((kind) => {
          const slot = REMINDER_SLOT_KINDS.find((known) => known === kind);
          return (
            <div className={s.row} key={kind}>
              <div className={s.what}>
                <strong>{t(`reminderKind.${kind}`)}</strong>
              </div>
              {slot !== undefined && (
                <Form.Item name={['times', slot]} noStyle rules={[{ required: true }]}>
                  <Input type="time" className={s.time} aria-label={t('reminders.hour')} />
                </Form.Item>
              )}
              <Form.Item name={['rules', kind]} noStyle>
                <Select
                  className={s.rule}
                  aria-label={t('reminders.rule')}
                  options={RULES.map((value) => ({ value, label: t(`reminderRule.${value}`) }))}
                />
              </Form.Item>
            </div>
          );
        })}
        {save.error && <ErrorNotice error={save.error} />}
        <Button className={s.save} type="primary" htmlType="submit" loading={save.isPending}>
          {t('common.save')}
        </Button>
      </Form>
    </section>
  );
}
