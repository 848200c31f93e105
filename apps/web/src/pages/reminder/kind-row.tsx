import { REMINDER_SLOT_KINDS, type ReminderChoice, type ReminderSlotKind } from '@tradepost/contract';
import { Button, Switch } from 'antd';
import { useFormat } from '../../format/use-format.ts';
import { useT } from '../../i18n/language.tsx';
import s from './reminder.module.css';

interface KindRowProps {
  one: ReminderChoice['kinds'][number];
  busy: boolean;
  onToggle: (on: boolean) => void;
  onLook: (kind: ReminderSlotKind) => void;
}

/** One kind of mail: whether it comes, when, and a look at it. */
export function KindRow({ one, busy, onToggle, onLook }: KindRowProps) {
  const t = useT();
  const format = useFormat();
  const { kind, rule, on, nextAt } = one;
  const slot = REMINDER_SLOT_KINDS.find((known) => known === kind);
  const name = t(`reminderKind.${kind}`);
  const facts = [
    slot === undefined ? t('reminders.atOnce') : t(`reminderKindHint.${slot}`),
    rule === 'required' ? t('reminders.required') : null,
    on && nextAt !== null ? t('reminders.next', { at: format.dateTime(nextAt) }) : null,
  ];
  return (
    <div className={s.row}>
      <div className={s.what}>
        <strong>{name}</strong>
        <span className={s.sub}>{facts.filter(Boolean).join(' · ')}</span>
      </div>
      {slot !== undefined && (
        <Button size="small" onClick={() => onLook(slot)}>
          {t('reminders.preview')}
        </Button>
      )}
      <Switch aria-label={name} checked={on} disabled={rule !== 'optional' || busy} onChange={onToggle} />
    </div>
  );
}
