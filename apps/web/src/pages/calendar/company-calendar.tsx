import type { CompanyCalendar as Calendar } from '@tradepost/contract';
import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { Alert, Button, Checkbox, Form, Select, Skeleton, Switch } from 'antd';
import { Link } from 'react-router';
import { useApi, useWrite } from '../../api/use-api.ts';
import { CountrySelect } from '../../components/country.tsx';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { useSay } from '../../components/use-say.ts';
import { useFormat } from '../../format/use-format.ts';
import { useLanguage, useT } from '../../i18n/language.tsx';
import { useDay } from '../record/use-day.ts';
import s from './calendar.module.css';
import { type CompanyFormValues, formOf, patchOf } from './company-form-values.ts';
import { CompanyHistory } from './company-history.tsx';
import { HoursFields } from './hours-fields.tsx';
import { useCalendarPreview } from './use-calendar-preview.tsx';
import { useWeekdays } from './use-weekdays.ts';

const STALE = [
  'getCompanyCalendar',
  'listCalendarVersions',
  'getRecordSettings',
  'getCustomer',
  'getCountry',
] as const;

/** When the company works: its hours, its weekend, what comes next, and how it was before. */
export function CompanyCalendar() {
  const { data, error, refetch } = useApi('getCompanyCalendar', {});
  if (error && !data) return <ErrorNotice error={error} onRetry={() => void refetch()} />;
  if (!data) return <Skeleton active paragraph={{ rows: 8 }} />;
  return (
    <>
      {data.missingYear !== null && <Missing country={data.country} year={data.missingYear} />}
      <CompanyForm key={data.changedAt ?? ''} calendar={data} />
      <Coming country={data.country} />
      <CompanyHistory />
    </>
  );
}

/** The coming year is not entered; where the government orders it, only a table helps. */
function Missing({ country, year }: { country: string; year: number }) {
  const t = useT();
  const to =
    country === 'CN'
      ? '/settings/calendar?part=import'
      : `/settings/calendar?part=countries&country=${country}&year=${year}`;
  return (
    <Alert
      className={s.notice ?? ''}
      type="warning"
      showIcon
      title={t('calendar.missing', { year: String(year) })}
      description={t(country === 'CN' ? 'calendar.missingChina' : 'calendar.missingText')}
      action={
        <Link to={to}>
          <Button size="small">{t(country === 'CN' ? 'calendar.toImport' : 'calendar.toProposals')}</Button>
        </Link>
      }
    />
  );
}

function CompanyForm({ calendar }: { calendar: Calendar }) {
  const t = useT();
  const say = useSay();
  const format = useFormat();
  const weekdays = useWeekdays();
  const [form] = Form.useForm<CompanyFormValues>();
  const save = useWrite('updateCompanyCalendar', {
    stale: STALE,
    onSuccess: () => say.done(t('calendar.saved')),
  });
  const preview = useCalendarPreview();
  const ownWeekend = Form.useWatch('ownWeekend', form) as boolean | undefined;
  const countryWeekend = calendar.countryWeekend
    .map((day) => weekdays.find(({ value }) => value === day)?.label)
    .join(t('followUp.comma'));
  return (
    <section className={s.sheet}>
      <h2>{t('calendar.hours')}</h2>
      <p className={s.hint}>
        {calendar.changedAt === null
          ? t('calendar.neverChanged')
          : t('calendar.changed', {
              at: format.dateTime(calendar.changedAt),
              by: calendar.changedByName ?? t('followUp.bySystem'),
            })}
      </p>
      <Form<CompanyFormValues>
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={formOf(calendar)}
        onValuesChange={preview.forget}
        onFinish={(values) => save.mutate({ body: patchOf(values) })}
      >
        <div className={s.fields}>
          <Form.Item
            name="country"
            label={t('recordSettings.homeCountry')}
            rules={[{ required: true, message: t('common.required') }]}
            className={s.wide ?? ''}
          >
            <CountrySelect />
          </Form.Item>
          <Zone />
        </div>
        <div className={s.fields}>
          <HoursFields />
        </div>
        <Form.Item label={t('recordSettings.weekend')} className={s.tight ?? ''}>
          <label className={s.switch}>
            <Form.Item name="ownWeekend" valuePropName="checked" noStyle>
              <Switch size="small" aria-label={t('calendar.ownWeekend')} />
            </Form.Item>
            {t(ownWeekend ? 'calendar.ownWeekend' : 'calendar.countryWeekend', { days: countryWeekend })}
          </label>
        </Form.Item>
        <Form.Item name="weekend" hidden={ownWeekend !== true}>
          <Checkbox.Group options={weekdays} />
        </Form.Item>
        <OtherHours />
        {save.error && <ErrorNotice error={save.error} />}
        {preview.shown}
        <div className={s.buttons}>
          {preview.button(async () => {
            await form.validateFields();
            return { company: patchOf(form.getFieldsValue(true) as CompanyFormValues) };
          })}
          <Button type="primary" htmlType="submit" loading={save.isPending}>
            {t('common.save')}
          </Button>
        </div>
      </Form>
    </section>
  );
}

function Zone() {
  const t = useT();
  const country = Form.useWatch<string | null>('country');
  const { data } = useApi('getCountry', { params: { country: country ?? 'CN' } }, { enabled: !!country });
  return (
    <Form.Item
      name="timeZone"
      label={t('recordSettings.homeZone')}
      rules={[{ required: true, message: t('common.required') }]}
      className={s.wide ?? ''}
    >
      <Select showSearch options={(data?.timeZones ?? []).map((zone) => ({ value: zone, label: zone }))} />
    </Form.Item>
  );
}

/** Days of the week with hours of their own, as a Saturday until noon. */
function OtherHours() {
  const t = useT();
  const weekdays = useWeekdays();
  return (
    <Form.List name="other">
      {(rows, { add, remove }) => (
        <div className={s.other}>
          {rows.map((row) => (
            <div key={row.key} className={s.otherRow}>
              <Form.Item
                name={[row.name, 'weekday']}
                label={t('calendar.weekday')}
                rules={[{ required: true, message: t('common.required') }]}
              >
                <Select options={weekdays} style={{ width: 96 }} />
              </Form.Item>
              <HoursFields at={[row.name]} />
              <Button
                type="text"
                icon={<DeleteOutlined />}
                aria-label={t('common.remove')}
                onClick={() => remove(row.name)}
              />
            </div>
          ))}
          {rows.length < 7 && (
            <Button
              type="dashed"
              icon={<PlusOutlined />}
              onClick={() => add({ weekday: 6, from: '08:30', until: '12:00' })}
            >
              {t('calendar.addOther')}
            </Button>
          )}
        </div>
      )}
    </Form.List>
  );
}

/** The next days off and make-up workdays of the company's country. */
function Coming({ country }: { country: string }) {
  const { t, locale } = useLanguage();
  const day = useDay();
  const { data } = useApi('getCountry', { params: { country } });
  if (!data) return null;
  return (
    <section className={s.sheet}>
      <h2>{t('calendar.coming')}</h2>
      {data.holidays.length === 0 && <p className={s.hint}>{t('calendar.comingNone')}</p>}
      <ul className={s.days}>
        {data.holidays.map((one) => (
          <li key={one.day} className={one.kind === 'makeup' ? s.makeup : ''}>
            <span className="tp-number">{day(one.day, true)}</span>{' '}
            {locale === 'en' ? one.nameEn : one.nameZh}
            {one.kind === 'makeup' && ` · ${t('recordSettings.holiday.makeup')}`}
          </li>
        ))}
      </ul>
      <Link to={`/settings/calendar?part=countries&country=${country}`}>{t('calendar.allDays')}</Link>
    </section>
  );
}
