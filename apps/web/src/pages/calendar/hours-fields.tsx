import { Form, Input } from 'antd';
import { useT } from '../../i18n/language.tsx';
import s from './calendar.module.css';

type Name = string | number;

/** Beginning, end, and a break where both of its ends are given. @param at where in the form they are. */
export function HoursFields({ at = [], labelled = true }: { at?: Name[]; labelled?: boolean }) {
  const t = useT();
  const required = { required: true, message: t('common.required') };
  const whole = (other: string) => [
    ({ getFieldValue }: { getFieldValue: (name: Name[]) => unknown }) => ({
      validator: (_: unknown, value: string | null) =>
        Boolean(value) === Boolean(getFieldValue([...at, other]))
          ? Promise.resolve()
          : Promise.reject(new Error(t('calendar.bothEnds'))),
    }),
  ];
  const time = (key: 'from' | 'until' | 'breakFrom' | 'breakUntil') => {
    const isBreak = key.startsWith('break');
    const other = key === 'breakFrom' ? 'breakUntil' : 'breakFrom';
    return (
      <Form.Item
        name={[...at, key]}
        {...(labelled ? { label: t(`calendar.${key}`) } : {})}
        dependencies={isBreak ? [[...at, other]] : []}
        rules={isBreak ? whole(other) : [required]}
        getValueProps={(value: string | null | undefined) => ({ value: value ?? '' })}
        normalize={(value: string) => (value === '' ? null : value)}
      >
        <Input type="time" aria-label={t(`calendar.${key}`)} className={s.time ?? ''} />
      </Form.Item>
    );
  };
  return (
    <>
      {time('from')}
      {time('until')}
      {time('breakFrom')}
      {time('breakUntil')}
    </>
  );
}
