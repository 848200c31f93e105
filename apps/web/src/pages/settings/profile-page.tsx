import { Button, Form, Input, Select } from 'antd';
import { useMemo } from 'react';
import { useWrite } from '../../api/use-api.ts';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { useSay } from '../../components/use-say.ts';
import { LOCALE_NAMES, LOCALES, type Locale, useLanguage } from '../../i18n/language.tsx';
import { usePatchSession, useSession } from '../../session/session.tsx';
import page from '../../styles/page.module.css';
import { CalendarFeed } from '../act/calendar-feed.tsx';
import s from './settings.module.css';

export default function ProfilePage() {
  const { t } = useLanguage();
  const say = useSay();
  const { user } = useSession();
  const patch = usePatchSession();
  const update = useWrite('updateMe', {
    stale: ['listUsers'],
    onSuccess: (changed) => {
      patch(changed); // The shell takes the language from the session.
      say.done(t('settings.profileSaved'));
    },
  });
  return (
    <>
      <section className={`${page.sheet} ${s.form}`}>
        <Form<{ name: string; locale: Locale; timeZone: string }>
          key={user.locale}
          layout="vertical"
          requiredMark={false}
          initialValues={user}
          onFinish={({ name, locale, timeZone }) =>
            update.mutate({ body: { name: name.trim(), locale, timeZone } })
          }
        >
          <Form.Item label={t('settings.email')}>
            <span>{user.email}</span> <span className={s.sub}>· {t(`roles.${user.role}`)}</span>
          </Form.Item>
          <Form.Item
            name="name"
            label={t('settings.name')}
            rules={[{ required: true, whitespace: true, message: t('common.required') }]}
          >
            <Input maxLength={200} autoComplete="name" />
          </Form.Item>
          <Form.Item name="locale" label={t('settings.language')}>
            <Select options={LOCALES.map((value) => ({ value, label: LOCALE_NAMES[value] }))} />
          </Form.Item>
          <Form.Item name="timeZone" label={t('settings.timeZone')} extra={t('settings.timeZoneHint')}>
            <TimeZoneSelect />
          </Form.Item>
          {update.error && (
            <Form.Item>
              <ErrorNotice error={update.error} />
            </Form.Item>
          )}
          <Form.Item>
            <Button type="primary" htmlType="submit" loading={update.isPending}>
              {t('common.save')}
            </Button>
          </Form.Item>
        </Form>
      </section>
      <CalendarFeed />
    </>
  );
}

interface TimeZoneSelectProps {
  id?: string;
  value?: string;
  onChange?: (value: string) => void;
}

/** All zones that the browser knows, with their distance from UTC now. */
function TimeZoneSelect(props: TimeZoneSelectProps) {
  const { locale } = useLanguage();
  const { value } = props;
  const options = useMemo(() => {
    const zones = new Set([...Intl.supportedValuesOf('timeZone'), 'UTC', ...(value ? [value] : [])]);
    return [...zones].map((zone) => ({ value: zone, label: `${zone} (${offsetOf(zone, locale)})` }));
  }, [locale, value]);
  return <Select {...props} options={options} showSearch={{ optionFilterProp: 'label' }} />;
}

function offsetOf(timeZone: string, locale: string): string {
  const parts = new Intl.DateTimeFormat(locale, { timeZone, timeZoneName: 'shortOffset' }).formatToParts();
  return parts.find(({ type }) => type === 'timeZoneName')?.value ?? '';
}
