import { ArrowDownOutlined, ArrowUpOutlined, DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import type { AssignmentRule } from '@tradepost/contract';
import { Button, InputNumber, Select, Skeleton } from 'antd';
import { type ReactNode, useState } from 'react';
import { useApi, useWrite } from '../../api/use-api.ts';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { useSay } from '../../components/use-say.ts';
import { COUNTRY_CODES } from '../../format/country-codes.ts';
import { useFormat } from '../../format/use-format.ts';
import { useT } from '../../i18n/language.tsx';
import page from '../../styles/page.module.css';
import { PeopleSelect } from './assign-modal.tsx';
import s from './pool.module.css';

/** Parts of the world that a rule may name; the product knows more of them. */
const PARTS = [
  'pool.rulePartEurope',
  'pool.rulePartNorthAmerica',
  'pool.rulePartLatinAmerica',
  'pool.rulePartMiddleEast',
  'pool.rulePartSoutheastAsia',
  'pool.rulePartSouthAsia',
  'pool.rulePartAfrica',
  'pool.rulePartOceania',
] as const;

const NEW_RULE: AssignmentRule = { countries: [], regions: [], products: [], userIds: [], mostHeld: null };

/** Who gets what comes in unowned: the first rule that fits. */
export function AssignmentRules({ may }: { may: boolean }) {
  const t = useT();
  const say = useSay();
  const { data, error, refetch } = useApi('getAssignmentRules', {});
  const [edited, setEdited] = useState<AssignmentRule[] | null>(null);
  const save = useWrite('setAssignmentRules', {
    stale: ['getAssignmentRules'],
    onSuccess: () => {
      setEdited(null);
      say.done(t('pool.rulesSaved'));
    },
  });
  const rules = edited ?? data?.items;
  if (error && !rules) return <ErrorNotice error={error} onRetry={() => void refetch()} />;
  if (!rules) return <Skeleton active />;
  const change = (at: number, part: Partial<AssignmentRule>) =>
    setEdited(rules.map((rule, index) => (index === at ? { ...rule, ...part } : rule)));
  const move = (at: number, by: number) => {
    const next = [...rules];
    const [rule] = next.splice(at, 1);
    if (rule) next.splice(at + by, 0, rule);
    setEdited(next);
  };
  return (
    <section className={`${page.sheet} ${s.rules}`}>
      <h2>{t('pool.assignmentTitle')}</h2>
      <p className={s.sub}>{t('pool.assignmentText')}</p>
      {rules.length === 0 && <p className={s.sub}>{t('pool.assignmentNone')}</p>}
      {rules.map((rule, at) => (
        // The order is the rule's identity.
        // oxlint-disable-next-line no-array-index-key
        <RuleRow key={at} rule={rule} may={may} onChange={(part) => change(at, part)}>
          <Button
            type="text"
            icon={<ArrowUpOutlined />}
            disabled={at === 0}
            aria-label={t('pool.ruleUp')}
            onClick={() => move(at, -1)}
          />
          <Button
            type="text"
            icon={<ArrowDownOutlined />}
            disabled={at === rules.length - 1}
            aria-label={t('pool.ruleDown')}
            onClick={() => move(at, 1)}
          />
          <Button
            type="text"
            danger
            icon={<DeleteOutlined />}
            aria-label={t('common.remove')}
            onClick={() => setEdited(rules.filter((_rule, index) => index !== at))}
          />
        </RuleRow>
      ))}
      {save.error && <ErrorNotice error={save.error} />}
      {may && (
        <div className={s.tools} style={{ marginTop: 12 }}>
          <Button icon={<PlusOutlined />} onClick={() => setEdited([...rules, NEW_RULE])}>
            {t('pool.assignmentAdd')}
          </Button>
          {edited && (
            <Button
              type="primary"
              loading={save.isPending}
              disabled={edited.some((rule) => rule.userIds.length === 0)}
              onClick={() => save.mutate({ body: { items: edited } })}
            >
              {t('common.save')}
            </Button>
          )}
        </div>
      )}
    </section>
  );
}

interface RuleRowProps {
  rule: AssignmentRule;
  may: boolean;
  onChange: (part: Partial<AssignmentRule>) => void;
  children: ReactNode;
}

function RuleRow({ rule, may, onChange, children }: RuleRowProps) {
  const t = useT();
  const format = useFormat();
  const any = t('pool.ruleAny');
  const field = (label: string, control: ReactNode) => (
    <div>
      <label>{label}</label>
      {control}
    </div>
  );
  return (
    <div className={s.rule}>
      {field(
        t('pool.ruleCountries'),
        <Select
          mode="multiple"
          disabled={!may}
          placeholder={any}
          aria-label={t('pool.ruleCountries')}
          value={rule.countries}
          onChange={(countries: string[]) => onChange({ countries })}
          options={COUNTRY_CODES.map((code) => ({ value: code, label: format.country(code) }))}
          showSearch={{ optionFilterProp: 'label' }}
        />,
      )}
      {field(
        t('pool.ruleRegions'),
        <Select
          mode="tags"
          disabled={!may}
          placeholder={any}
          aria-label={t('pool.ruleRegions')}
          value={rule.regions}
          options={PARTS.map((part) => ({ value: t(part) }))}
          onChange={(regions: string[]) => onChange({ regions })}
        />,
      )}
      {field(
        t('pool.ruleProducts'),
        <Select
          mode="tags"
          disabled={!may}
          placeholder={any}
          aria-label={t('pool.ruleProducts')}
          value={rule.products}
          onChange={(products: string[]) => onChange({ products })}
        />,
      )}
      {field(
        t('pool.rulePeople'),
        <PeopleSelect value={rule.userIds} onChange={(userIds) => onChange({ userIds })} />,
      )}
      {field(
        t('pool.ruleHeld'),
        <InputNumber
          min={1}
          disabled={!may}
          placeholder={t('pool.rulesNoLimit')}
          aria-label={t('pool.ruleHeld')}
          value={rule.mostHeld}
          onChange={(mostHeld) => onChange({ mostHeld })}
        />,
      )}
      {may && <div className={s.move}>{children}</div>}
    </div>
  );
}
