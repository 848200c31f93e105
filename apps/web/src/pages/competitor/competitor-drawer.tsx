import type { Competitor, NewCompetitor } from '@tradepost/contract';
import { Button, Form, Input, Select } from 'antd';
import { useMemo } from 'react';
import { useWrite } from '../../api/use-api.ts';
import { FormDrawer } from '../../components/form-drawer.tsx';
import { useSay } from '../../components/use-say.ts';
import { COUNTRY_CODES } from '../../format/country-codes.ts';
import { useFormat } from '../../format/use-format.ts';
import { useT } from '../../i18n/language.tsx';

interface CompetitorDrawerProps {
  competitor: Competitor | null;
  onClose: () => void;
}

const TEXTS = ['products', 'strengths', 'weaknesses', 'strategy', 'note'] as const;

/** Adds a competitor, or changes one. */
export default function CompetitorDrawer({ competitor, onClose }: CompetitorDrawerProps) {
  const t = useT();
  const say = useSay();
  const format = useFormat();
  const stale = ['listCompetitors', 'getCustomerStanding'] as const;
  const done = (words: string) => () => {
    say.done(words);
    onClose();
  };
  const create = useWrite('createCompetitor', { stale, onSuccess: done(t('common.saved')) });
  const update = useWrite('updateCompetitor', { stale, onSuccess: done(t('common.saved')) });
  const archive = useWrite('updateCompetitor', {
    stale,
    onSuccess: ({ archived }) =>
      done(t(archived ? 'competitors.archivedDone' : 'competitors.restoredDone'))(),
  });
  const countries = useMemo(
    () =>
      COUNTRY_CODES.map((code) => ({ value: code, label: format.country(code) })).sort((a, b) =>
        a.label.localeCompare(b.label, format.locale),
      ),
    [format],
  );
  return (
    <FormDrawer<NewCompetitor>
      title={t(competitor ? 'competitors.edit' : 'competitors.add')}
      submit={t('common.save')}
      onClose={onClose}
      pending={create.isPending || update.isPending}
      error={create.error ?? update.error ?? archive.error}
      initialValues={competitor ?? {}}
      onFinish={({ name, aliases = [], countries: met = [], ...values }) => {
        const texts = Object.fromEntries(TEXTS.map((field) => [field, values[field]?.trim() || null]));
        const body = { name, aliases, countries: met, ...texts };
        if (competitor) update.mutate({ params: { id: competitor.id }, body });
        else create.mutate({ body });
      }}
    >
      <Form.Item
        name="name"
        label={t('competitors.name')}
        rules={[{ required: true, whitespace: true, message: t('common.required') }]}
      >
        <Input maxLength={300} autoFocus />
      </Form.Item>
      <Form.Item name="aliases" label={t('competitors.aliases')} extra={t('record.listHint')}>
        <Select mode="tags" open={false} suffixIcon={null} tokenSeparators={[';', '；', '、', '\n']} />
      </Form.Item>
      <Form.Item name="countries" label={t('competitors.countries')}>
        <Select mode="multiple" options={countries} showSearch={{ optionFilterProp: 'label' }} />
      </Form.Item>
      {TEXTS.map((field) => (
        <Form.Item key={field} name={field} label={t(`competitors.${field}`)}>
          <Input.TextArea maxLength={5_000} autoSize={{ minRows: 2, maxRows: 8 }} />
        </Form.Item>
      ))}
      {competitor && (
        <Button
          type="text"
          danger={!competitor.archived}
          loading={archive.isPending}
          onClick={() =>
            archive.mutate({ params: { id: competitor.id }, body: { archived: !competitor.archived } })
          }
        >
          {t(competitor.archived ? 'competitors.restore' : 'competitors.archive')}
        </Button>
      )}
    </FormDrawer>
  );
}
