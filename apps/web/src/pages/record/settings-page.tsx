import type { RecordSettings } from '@tradepost/contract';
import { Skeleton, Switch } from 'antd';
import { useApi } from '../../api/use-api.ts';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { useSay } from '../../components/use-say.ts';
import { useT } from '../../i18n/language.tsx';
import { ChoicesForm } from './choices-form.tsx';
import { FieldsSheet } from './fields-sheet.tsx';
import s from './record.module.css';
import { useSaveSettings } from './use-save-settings.ts';

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
