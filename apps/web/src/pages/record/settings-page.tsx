import type { RecordSettings, RecordSettingsPatch } from '@tradepost/contract';
import { Button, Form, InputNumber, Select, Skeleton, Switch } from 'antd';
import { useApi } from '../../api/use-api.ts';
import { CountrySelect } from '../../components/country.tsx';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { useSay } from '../../components/use-say.ts';
import { useT } from '../../i18n/language.tsx';
import { ChoicesForm } from './choices-form.tsx';
import { FieldsSheet } from './fields-sheet.tsx';
import s from './record.module.css';
import { useSaveSettings } from './use-save-settings.ts';

const GRADES = ['A', 'B', 'C', 'D', 'none'] as const;

/** What the company decides of its customers' records. */
export default function RecordSettingsPage() {
  const t = useT();
  const { data, error, refetch } = useApi('getRecordSettings', {});
  if (error && !data) return <ErrorNotice error={error} onRetry={() => void refetch()} />;
  if (!data) return <Skeleton active paragraph={{ rows: 10 }} />;
  return (
    <div style={{ maxWidth: 820 }}>
      <FieldsSheet fields={data.customFields} />
      <ReviewSheet settings={data} />
      <DaysSheet settings={data} />
      <HomeSheet settings={data} />
      <ChoicesForm
        title={t('recordSettings.businessTypes')}
        field="businessTypes"
        choices={data.businessTypes}
      />
      <ChoicesForm title={t('recordSettings.scales')} field="scales" choices={data.scales} />
    </div>
  );
}

function ReviewSheet({ settings }: { settings: RecordSettings }) {
  const t = useT();
  const say = useSay();
  const save = useSaveSettings();
  return (
    <section className={s.sheet}>
      <h2>{t('recordSettings.review')}</h2>
      <p>{t('recordSettings.reviewText')}</p>
      <label>
        <Switch
          checked={settings.reviewOfA}
          loading={save.isPending}
          aria-label={t('recordSettings.reviewSwitch')}
          onChange={(reviewOfA) => save.mutate({ body: { reviewOfA } }, { onError: say.failed })}
        />{' '}
        {t('recordSettings.reviewSwitch')}
      </label>
    </section>
  );
}

function DaysSheet({ settings }: { settings: RecordSettings }) {
  const t = useT();
  const save = useSaveSettings();
  return (
    <section className={s.sheet}>
      <h2>{t('recordSettings.days')}</h2>
      <p>{t('recordSettings.daysText')}</p>
      <Form<RecordSettings['contactDays']>
        layout="vertical"
        requiredMark={false}
        initialValues={settings.contactDays}
        onFinish={(contactDays) => save.mutate({ body: { contactDays } })}
      >
        <div className={s.fields}>
          {GRADES.map((grade) => (
            <Form.Item
              key={grade}
              name={grade}
              label={grade === 'none' ? t('recordSettings.daysNone') : grade}
              rules={[{ required: true, message: t('common.required') }]}
            >
              <InputNumber min={1} max={730} precision={0} style={{ width: 96 }} />
            </Form.Item>
          ))}
        </div>
        {save.error && <ErrorNotice error={save.error} />}
        <Button type="primary" htmlType="submit" loading={save.isPending}>
          {t('common.save')}
        </Button>
      </Form>
    </section>
  );
}

function HomeSheet({ settings }: { settings: RecordSettings }) {
  const t = useT();
  const save = useSaveSettings();
  return (
    <section className={s.sheet}>
      <h2>{t('recordSettings.home')}</h2>
      <Form<NonNullable<RecordSettingsPatch['calendar']>>
        layout="vertical"
        requiredMark={false}
        style={{ maxWidth: 360, marginTop: 10 }}
        initialValues={settings.calendar}
        onFinish={(calendar) => save.mutate({ body: { calendar } })}
      >
        <Form.Item
          name="country"
          label={t('recordSettings.homeCountry')}
          rules={[{ required: true, message: t('common.required') }]}
        >
          <CountrySelect />
        </Form.Item>
        <HomeZone />
        {save.error && <ErrorNotice error={save.error} />}
        <Button type="primary" htmlType="submit" loading={save.isPending}>
          {t('common.save')}
        </Button>
      </Form>
    </section>
  );
}

function HomeZone() {
  const t = useT();
  const country = Form.useWatch<string | null>('country');
  const { data } = useApi('getCountry', { params: { country: country ?? 'CN' } }, { enabled: !!country });
  return (
    <Form.Item
      name="timeZone"
      label={t('recordSettings.homeZone')}
      rules={[{ required: true, message: t('common.required') }]}
    >
      <Select showSearch options={(data?.timeZones ?? []).map((zone) => ({ value: zone, label: zone }))} />
    </Form.Item>
  );
}
