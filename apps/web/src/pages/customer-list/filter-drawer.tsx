import { type CustomerFilter, LIST_WHOSE, RELATIONSHIP_TYPES, STAGES } from '@tradepost/contract';
import { Button, Drawer, Form, Input, InputNumber, Select, Switch } from 'antd';
import { useApi } from '../../api/use-api.ts';
import { OwnerSelect } from '../../components/people.tsx';
import { usePhone } from '../../components/use-media.ts';
import { COUNTRY_CODES } from '../../format/country-codes.ts';
import { useFormat } from '../../format/use-format.ts';
import { useT } from '../../i18n/language.tsx';

interface FilterDrawerProps {
  filter: CustomerFilter;
  onApply: (filter: CustomerFilter) => void;
  onClose: () => void;
}

interface Values extends Omit<CustomerFilter, 'country' | 'grade' | 'stage' | 'relationshipType' | 'owner'> {
  country?: string[];
  grade?: string[];
  stage?: string[];
  relationshipType?: string[];
  owner?: number | null;
}

const split = (text: string | undefined) => text?.split(',');
const join = (list: readonly string[] | undefined) => (list?.length ? list.join(',') : undefined);

/** Every field that the list can be narrowed by. */
export default function FilterDrawer({ filter, onApply, onClose }: FilterDrawerProps) {
  const t = useT();
  const format = useFormat();
  const phone = usePhone();
  const [form] = Form.useForm<Values>();
  const batches = useApi('listBatches', { query: { limit: 200 } });
  const { country, grade, stage, relationshipType, owner, ...rest } = filter;
  const apply = () => {
    const values = form.getFieldsValue();
    const wanted: Record<string, unknown> = {
      ...values,
      country: join(values.country),
      grade: join(values.grade),
      stage: join(values.stage),
      relationshipType: join(values.relationshipType),
      owner: values.owner ? String(values.owner) : undefined,
      search: filter.search,
    };
    // An empty field and a switch that is off narrow nothing.
    for (const [key, value] of Object.entries(wanted))
      if (value === null || value === '' || value === false || value === undefined) delete wanted[key];
    onApply(wanted);
    onClose();
  };
  const words = (name: 'tag' | 'product' | 'productInUse' | 'source' | 'region' | 'businessType') => (
    <Form.Item key={name} name={name} label={t(`customerList.${name}`)}>
      <Input allowClear maxLength={200} />
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
          country: split(country),
          grade: split(grade),
          stage: split(stage),
          relationshipType: split(relationshipType),
          owner: owner ? Number(owner.split(',')[0]) : null,
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
          <OwnerSelect />
        </Form.Item>
        <Form.Item name="keyAccount" label={t('customerList.keyAccount')} valuePropName="checked">
          <Switch />
        </Form.Item>
        <Form.Item name="country" label={t('customerList.country')}>
          <Select
            mode="multiple"
            allowClear
            options={COUNTRY_CODES.map((code) => ({ value: code, label: format.country(code) }))}
            showSearch={{ optionFilterProp: 'label' }}
          />
        </Form.Item>
        {words('region')}
        <Form.Item name="grade" label={t('customerList.grade')}>
          <Select
            mode="multiple"
            allowClear
            options={['A', 'B', 'C', 'D', '-'].map((value) => ({
              value,
              label: value === '-' ? t('customers.noGrade') : value,
            }))}
          />
        </Form.Item>
        <Form.Item name="stage" label={t('customerList.stage')}>
          <Select
            mode="multiple"
            allowClear
            options={STAGES.map((value) => ({ value, label: t(`record.stage.${value}`) }))}
          />
        </Form.Item>
        <Form.Item name="relationshipType" label={t('customerList.relationshipType')}>
          <Select
            mode="multiple"
            allowClear
            options={RELATIONSHIP_TYPES.map((value) => ({ value, label: t(`record.relationship.${value}`) }))}
          />
        </Form.Item>
        {words('tag')}
        {words('product')}
        {words('productInUse')}
        {words('source')}
        <Form.Item name="batch" label={t('customerList.batch')}>
          <Select
            allowClear
            loading={batches.isPending}
            options={(batches.data?.items ?? []).map(({ id, name }) => ({ value: String(id), label: name }))}
            showSearch={{ optionFilterProp: 'label' }}
          />
        </Form.Item>
        {words('businessType')}
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
