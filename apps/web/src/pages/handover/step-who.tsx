import type { User } from '@tradepost/contract';
import { Select } from 'antd';
import { useT } from '../../i18n/language.tsx';
import s from './handover.module.css';
import { type Draft, NEW_HEIR } from './plan.ts';

export interface StepProps {
  readonly draft: Draft;
  readonly people: readonly User[];
  readonly fromName: string;
  readonly change: (part: Partial<Draft>) => void;
}

/** Whose customers; those who have left come first. */
export function StepWho({ draft, people, change }: StepProps) {
  const t = useT();
  const options = people
    .toSorted((a, b) => Number(b.disabledAt !== null) - Number(a.disabledAt !== null))
    .map((user) => ({
      value: user.id,
      label: `${user.name} · ${user.disabledAt ? t('handover.leftCompany') : t(`roles.${user.role}`)}`,
    }));
  return (
    <>
      <h2 id="handover-who">{t('handover.who')}</h2>
      <Select
        aria-labelledby="handover-who"
        style={{ width: '100%', maxWidth: 460 }}
        showSearch={{ optionFilterProp: 'label' }}
        value={draft.fromId}
        options={options}
        // What was chosen of another person's means nothing here.
        onChange={(fromId: number) => change({ fromId, ids: [], accounts: {}, heirs: [NEW_HEIR] })}
      />
      <p className={s.hint} style={{ marginTop: 8 }}>
        {t('handover.whoHint')}
      </p>
    </>
  );
}
