import {
  type Choice,
  type CustomerFilter,
  LIST_WHOSE,
  PREFERRED_CHANNELS,
  RELATIONSHIP_TYPES,
  STAGES,
} from '@tradepost/contract';
import { Button, Drawer, Form, Input, InputNumber, Select, Switch } from 'antd';
import { useApi } from '../../api/use-api.ts';
import { OwnerSelect } from '../../components/people.tsx';
import { usePhone } from '../../components/use-media.ts';
import { COUNTRY_CODES } from '../../format/country-codes.ts';
import { useFormat } from '../../format/use-format.ts';
import { useLanguage } from '../../i18n/language.tsx';
import { LANGUAGES } from '../record/particulars-fields.tsx';
import { DepartmentSelect } from '../settings/department-select.tsx';
import { OwnFilters } from './own-filters.tsx';
import { type OwnValues, readOwn, writeOwn } from './own-values.ts';
import { FilledFilters, WordsFilter } from './text-filters.tsx';

interface FilterDrawerProps {
  filter: CustomerFilter;
  onApply: (filter: CustomerFilter) => void;
  onClose: () => void;
}

/** Several values of each of these, as the form has them. */
const LISTS = [
  'country',
  'grade',
  'stage',
  'relationshipType',
  'language',
  'preferredChannel',
  'filled',
  'empty',
] as const;
type Lists = { [K in (typeof LISTS)[number]]?: string[] };

interface Values extends Omit<CustomerFilter, keyof Lists | 'owner' | 'department' | 'custom'>, Lists {
  owner?: number | null;
  department?: number | null;
  own?: OwnValues;
}

const split = (text: string | undefined) => text?.split(',');
const join = (list: readonly string[] | undefined) => (list?.length ? list.join(',') : undefined);

/** Every field that the list can be narrowed by. */
export default function FilterDrawer({ filter, onApply, onClose }: FilterDrawerProps) {
  const { t, locale } = useLanguage();
  const format = useFormat();
  const phone = usePhone();
  const [form] = Form.useForm<Values>();
  const batches = useApi('listBatches', { query: { limit: 200 } });
  const departments = useApi('listDepartments', {}).data?.items ?? [];
  const settings = useApi('getRecordSettings', {}).data;
  const fields = settings?.customFields ?? [];
  const { owner, department, custom, ...rest } = filter;
  const lists = Object.fromEntries(LISTS.map((key) => [key, split(filter[key])]));
  const apply = () => {
    const { own, ...values } = form.getFieldsValue();
    const wanted: Record<string, unknown> = {
      ...values,
      ...Object.fromEntries(LISTS.map((key) => [key, join(values[key])])),
      owner: values.owner ? String(values.owner) : undefined,
      department: values.department ? String(values.department) : undefined,
      custom: writeOwn(own),
      search: filter.search,
    };
    // An empty field and a switch that is off narrow nothing.
    for (const [key, value] of Object.entries(wanted))
      if (value === null || value === '' || value === false || value === undefined) delete wanted[key];
    onApply(wanted);
    onClose();
  };
  const choice = (name: 'businessType' | 'scale', choices: readonly Choice[] | undefined) => (
    <Form.Item name={name} label={t(`customerList.${name}`)}>
      <Select
        allowClear
        options={(choices ?? []).map(({ key, en, zh }) => ({ value: key, label: locale === 'en' ? en : zh }))}
        showSearch={{ optionFilterProp: 'label' }}
      />
    </Form.Item>
  );
  const several = (
    name: (typeof LISTS)[number],
    values: readonly string[],
    word: (value: string) => string,
  ) => (
    <Form.Item name={name} label={t(`customerList.${name}`)}>
      <Select
        mode="multiple"
        allowClear
        options={values.map((value) => ({ value, label: word(value) }))}
        showSearch={{ optionFilterProp: 'label' }}
      />
    </Form.Item>
  );
  return (
    <Drawer
      open
      title={t('customerList.filtersTitle')}
      onClose={onClose}
      size={phone ? '100%' : 400}
      footer={
        <div style={{ display: 'flex', gap: 8, justifyContent: 'flex-end' }}>
          <Button onClick={() => (onApply(filter.search ? { search: filter.search } : {}), onClose())}>
            {t('customerList.clear')}
          </Button>
          <Button type="primary" onClick={apply}>
            {t('customerList.show')}
          </Button>
        </div>
      }
    >
      <Form
        form={form}
        layout="vertical"
        onFinish={apply}
        initialValues={{
          ...rest,
          ...lists,
          owner: owner ? Number(owner.split(',')[0]) : null,
          department: department ? Number(department.split(',')[0]) : null,
          own: readOwn(custom),
        }}
      >
        <Form.Item name="whose" label={t('customerList.whose')}>
          <Select
            allowClear
            placeholder={t('customerList.whose.any')}
            options={LIST_WHOSE.map((value) => ({ value, label: t(`customerList.whose.${value}`) }))}
          />
        </Form.Item>
        <Form.Item name="owner" label={t('customerList.owner')}>
          <OwnerSelect withFormer />
        </Form.Item>
        {departments.length > 0 && (
          <Form.Item name="department" label={t('customerList.department')}>
            <DepartmentSelect departments={departments} placeholder="" />
          </Form.Item>
        )}
        <Form.Item name="collaborator" label={t('customerList.collaborator')}>
          <OwnerSelect withFormer />
        </Form.Item>
        <Form.Item name="keyAccount" label={t('customerList.keyAccount')} valuePropName="checked">
          <Switch />
        </Form.Item>
        {several('country', COUNTRY_CODES, (code) => format.country(code))}
        <WordsFilter name="region" />
        <WordsFilter name="city" />
        {several('grade', ['A', 'B', 'C', 'D', '-'], (one) => (one === '-' ? t('customers.noGrade') : one))}
        {several('stage', STAGES, (one) => t(`record.stage.${one as (typeof STAGES)[number]}`))}
        {several('relationshipType', RELATIONSHIP_TYPES, (one) =>
          t(`record.relationship.${one as (typeof RELATIONSHIP_TYPES)[number]}`),
        )}
        <WordsFilter name="tag" />
        <WordsFilter name="product" />
        <WordsFilter name="productInUse" />
        <WordsFilter name="source" />
        <Form.Item name="batch" label={t('customerList.batch')}>
          <Select
            allowClear
            loading={batches.isPending}
            options={(batches.data?.items ?? []).map(({ id, name }) => ({ value: String(id), label: name }))}
            showSearch={{ optionFilterProp: 'label' }}
          />
        </Form.Item>
        {choice('businessType', settings?.businessTypes)}
        {choice('scale', settings?.scales)}
        {several('language', LANGUAGES, (one) => format.language(one))}
        {several('preferredChannel', PREFERRED_CHANNELS, (one) =>
          t(`record.channel.${one as (typeof PREFERRED_CHANNELS)[number]}`),
        )}
        <WordsFilter name="supplier" />
        <OwnFilters fields={fields} />
        <WordsFilter name="address" />
        <WordsFilter name="usageNote" />
        <WordsFilter name="evaluation" />
        <WordsFilter name="note" />
        <FilledFilters fields={fields} />
        <Form.Item name="noContactDays" label={t('customerList.noContactDays')}>
          <InputNumber min={1} max={36_500} precision={0} style={{ width: '100%' }} />
        </Form.Item>
        <Form.Item name="neverContacted" label={t('customerList.neverContacted')} valuePropName="checked">
          <Switch />
        </Form.Item>
        <Form.Item name="notVerifiedDays" label={t('customerList.notVerifiedDays')}>
          <InputNumber min={1} max={36_500} precision={0} style={{ width: '100%' }} />
        </Form.Item>
        <Form.Item name="completenessBelow" label={t('customerList.completenessBelow')}>
          <InputNumber min={1} max={100} precision={0} style={{ width: '100%' }} />
        </Form.Item>
        <Form.Item name="archived" label={t('customerList.archived')} valuePropName="checked">
          <Switch />
        </Form.Item>
        <Form.Item name="createdFrom" label={t('customerList.createdFrom')}>
          <Input type="date" />
        </Form.Item>
        <Form.Item name="createdTo" label={t('customerList.createdTo')}>
          <Input type="date" />
        </Form.Item>
      </Form>
    </Drawer>
  );
}
