import { Segmented, Select } from 'antd';
import { type MailDirection, isDirection } from '../../components/direction.tsx';
import { useT } from '../../i18n/language.tsx';
import s from './timeline.module.css';

const KINDS = [
  { value: 'all', label: 'timeline.all' },
  { value: 'mail', label: 'activities.kindMail' },
  { value: 'activity', label: 'activities.kindActivity' },
  { value: 'event', label: 'activities.kindEvent' },
] as const;
type Kind = (typeof KINDS)[number]['value'];
const DIRECTIONS = ['inbound', 'outbound', 'internal'] as const;

export interface TimelineChoice {
  readonly kind: Kind;
  readonly direction: MailDirection | null;
}

/** As it stands in the page's address. */
export function readChoice(params: URLSearchParams): TimelineChoice {
  const direction = params.get('direction');
  return {
    kind: KINDS.find(({ value }) => value === params.get('kind'))?.value ?? 'all',
    direction: isDirection(direction) ? direction : null,
  };
}

interface TimelineFilterProps {
  choice: TimelineChoice;
  onChange: (choice: TimelineChoice) => void;
  /** All in one list, where there is little room. */
  narrow: boolean;
}

/** What of the timeline is shown: mail, activities or the record; and which way it went. */
export function TimelineFilter({ choice, onChange, narrow }: TimelineFilterProps) {
  const t = useT();
  const { kind, direction } = choice;
  if (narrow)
    return (
      <Select
        aria-label={t('activities.filterKind')}
        style={{ width: 150 }}
        value={direction ?? kind}
        onChange={(value: Kind | MailDirection) =>
          onChange(isDirection(value) ? { kind: 'all', direction: value } : { kind: value, direction: null })
        }
        options={[
          ...KINDS.map(({ value, label }) => ({ value: value as Kind | MailDirection, label: t(label) })),
          ...DIRECTIONS.map((value) => ({
            value: value as Kind | MailDirection,
            label: t(`timeline.${value}`),
          })),
        ]}
      />
    );
  return (
    <div className={s.filters}>
      <Segmented<Kind>
        aria-label={t('activities.filterKind')}
        value={kind}
        onChange={(value) => onChange({ kind: value, direction: value === 'event' ? null : direction })}
        options={KINDS.map(({ value, label }) => ({ value, label: t(label) }))}
      />
      {kind !== 'event' && (
        <Select<MailDirection | 'any'>
          aria-label={t('timeline.filterLabel')}
          value={direction ?? 'any'}
          style={{ width: 116 }}
          onChange={(value) => onChange({ kind, direction: value === 'any' ? null : value })}
          options={[
            { value: 'any', label: t('activities.anyDirection') },
            ...DIRECTIONS.map((value) => ({ value, label: t(`timeline.${value}`) })),
          ]}
        />
      )}
    </div>
  );
}
