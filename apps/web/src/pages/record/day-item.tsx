import { Form, Input } from 'antd';

/** A calendar day as text, `YYYY-MM-DD`; null where none is chosen. */
export const DayItem = ({ name, label }: { name: string | string[]; label: string }) => (
  <Form.Item
    name={name}
    label={label}
    getValueProps={(value: string | null | undefined) => ({ value: value ?? '' })}
    normalize={(value: string) => (value === '' ? null : value)}
  >
    <Input type="date" max="9999-12-31" />
  </Form.Item>
);
