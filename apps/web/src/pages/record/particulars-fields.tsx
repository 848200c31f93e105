import { type Choice, PREFERRED_CHANNELS, RELATIONSHIP_TYPES, STAGES } from '@tradepost/contract';
import { Form, Input, Select } from 'antd';
import { useApi } from '../../api/use-api.ts';
import { useFormat } from '../../format/use-format.ts';
import { useLanguage, useT } from '../../i18n/language.tsx';
import { OwnFieldItems } from './own-field-items.tsx';
import s from './record.module.css';

/** Languages of the countries that exporters write to; any other may be typed as its tag. */
export const LANGUAGES =
  'en es pt fr de it nl pl cs sk hu ro bg el sv no da fi et lv lt ru uk kk uz tr he ar fa ur hi bn ta th vi id ms fil ja ko zh zh-Hant my km'.split(
    ' ',
  );

const Text = ({ name, label, max }: { name: string; label: string; max: number }) => (
  <Form.Item name={name} label={label}>
    <Input maxLength={max} />
  </Form.Item>
);

const LongText = ({ name, label, max }: { name: string; label: string; max: number }) => (
  <Form.Item name={name} label={label}>
    <Input.TextArea maxLength={max} autoSize={{ minRows: 2, maxRows: 8 }} />
  </Form.Item>
);

function WordsItem({ name, label }: { name: string; label: string }) {
  const t = useT();
  return (
    <Form.Item name={name} label={label} extra={t('record.listHint')}>
      <Select mode="tags" open={false} suffixIcon={null} tokenSeparators={[';', '；', '、', '\n']} />
    </Form.Item>
  );
}

function ChoiceItem({ name, label, choices }: { name: string; label: string; choices: readonly Choice[] }) {
  const { locale } = useLanguage();
  return (
    <Form.Item name={name} label={label}>
      <Select
        allowClear
        showSearch={{ optionFilterProp: 'label' }}
        options={choices.map(({ key, en, zh }) => ({ value: key, label: locale === 'en' ? en : zh }))}
      />
    </Form.Item>
  );
}

/** The zones of the chosen country; where it has one only, the server takes it by itself. */
function TimeZoneItem() {
  const t = useT();
  const country = Form.useWatch<string | null>('country');
  const { data } = useApi('getCountry', { params: { country: country ?? 'CN' } }, { enabled: !!country });
  const zones = country ? (data?.timeZones ?? []) : [];
  return (
    <Form.Item name="timeZone" label={t('record.timeZone')} extra={t('record.timeZoneHint')}>
      <Select
        allowClear
        showSearch
        options={zones.map((zone) => ({ value: zone, label: zone.replaceAll('_', ' ') }))}
      />
    </Form.Item>
  );
}

/** All of the record but what one knows first, in the groups of the customer's card. */
export function ParticularsFields() {
  const t = useT();
  const format = useFormat();
  const settings = useApi('getRecordSettings', {}).data;
  const options = <V extends string>(values: readonly V[], words: (value: V) => string) =>
    values.map((value) => ({ value, label: words(value) }));
  return (
    <>
      <h3 className={s.group}>{t('record.groupStanding')}</h3>
      <Form.Item name="stage" label={t('record.stageLabel')}>
        <Select options={options(STAGES, (one) => t(`record.stage.${one}`))} />
      </Form.Item>
      <Form.Item name="relationshipType" label={t('record.relationshipType')}>
        <Select allowClear options={options(RELATIONSHIP_TYPES, (one) => t(`record.relationship.${one}`))} />
      </Form.Item>
      <Form.Item name="preferredChannel" label={t('record.preferredChannel')}>
        <Select allowClear options={options(PREFERRED_CHANNELS, (one) => t(`record.channel.${one}`))} />
      </Form.Item>
      <WordsItem name="tags" label={t('record.tags')} />

      <h3 className={s.group}>{t('record.groupCompany')}</h3>
      <Text name="region" label={t('record.region')} max={200} />
      <Text name="city" label={t('record.city')} max={200} />
      <LongText name="address" label={t('record.address')} max={1_000} />
      <TimeZoneItem />
      <Form.Item name="language" label={t('record.language')}>
        <Select
          allowClear
          showSearch={{ optionFilterProp: 'label' }}
          options={options(LANGUAGES, (one) => format.language(one))}
        />
      </Form.Item>
      <Text name="website" label={t('customerForm.website')} max={500} />
      <ChoiceItem
        name="businessType"
        label={t('record.businessType')}
        choices={settings?.businessTypes ?? []}
      />
      <ChoiceItem name="scale" label={t('record.scale')} choices={settings?.scales ?? []} />
      <Form.Item name="source" label={t('customerForm.source')} extra={t('customerForm.sourceHint')}>
        <Input maxLength={200} />
      </Form.Item>

      <h3 className={s.group}>{t('record.groupProducts')}</h3>
      <WordsItem name="productsOfInterest" label={t('record.productsOfInterest')} />
      <WordsItem name="productsInUse" label={t('record.productsInUse')} />
      <LongText name="usageNote" label={t('record.usageNote')} max={5_000} />
      <LongText name="evaluation" label={t('record.evaluation')} max={5_000} />

      <OwnFieldItems fields={settings?.customFields ?? []} />

      <h3 className={s.group}>{t('record.groupMore')}</h3>
      <LongText name="note" label={t('customerForm.note')} max={10_000} />
    </>
  );
}
