import type { MassMail } from '@tradepost/contract';
import { Checkbox, InputNumber, Radio } from 'antd';
import { Link } from 'react-router';
import { useT } from '../../i18n/language.tsx';
import page from '../../styles/page.module.css';
import { useFilterWords } from '../customer-list/filter-chips.tsx';
import { writeFilter } from '../customer-list/list-state.ts';
import type { Edit } from './draft-form.tsx';
import s from './mass-mail.module.css';

interface DraftWhomProps {
  mail: MassMail;
  edit: Edit;
  onChange: (changes: Edit) => void;
}

/** The selection in words, and who of each customer. */
export function DraftWhom({ mail, edit, onChange }: DraftWhomProps) {
  const t = useT();
  const words = useFilterWords();
  const { selection } = mail;
  return (
    <section className={`${page.sheet} ${s.step}`} aria-labelledby="step-whom">
      <h2 id="step-whom" className={s.stepTitle}>
        {t('massMails.stepWhom')}
      </h2>
      <p>
        {'filter' in selection ? (
          <Link to={`/customers?${writeFilter(new URLSearchParams(), selection.filter)}`}>
            {words(selection.filter) || t('massMails.allCustomers')}
          </Link>
        ) : (
          t('massMails.chosenCustomers', { count: selection.customerIds.length })
        )}
      </p>
      <Radio.Group
        value={edit.whom ?? mail.whom}
        onChange={({ target }) => onChange({ whom: target.value as 'main' | 'everyone' })}
        options={[
          { value: 'main', label: t('massMails.whomMain') },
          { value: 'everyone', label: t('massMails.whomEveryone') },
        ]}
      />
      <label className={s.line}>
        {t('massMails.quietDays')}
        <InputNumber
          min={0}
          max={365}
          precision={0}
          style={{ width: 80 }}
          value={edit.quietDays ?? mail.quietDays}
          onChange={(value) => value !== null && onChange({ quietDays: value })}
        />
        {t('massMails.quietDaysUnit')}
      </label>
      <Checkbox
        checked={edit.byDay ?? mail.byDay}
        onChange={({ target }) => onChange({ byDay: target.checked })}
      >
        {t('massMails.byDay')}
      </Checkbox>
      <p className={s.soft}>{t('massMails.neverTo')}</p>
    </section>
  );
}
