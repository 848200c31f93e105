import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Form, Input } from 'antd';
import { useT } from '../../i18n/language.tsx';
import s from './record.module.css';

/** Choices of a list, each with its key and its names in both languages. @param name of the form's list. */
export function ChoiceRows({ name }: { name: string }) {
  const t = useT();
  const required = { required: true, whitespace: true, message: t('common.required') };
  return (
    <Form.List name={name}>
      {(items, { add, remove }) => (
        <>
          {items.map(({ key, name: index }) => (
            <div key={key} className={s.choice}>
              <Form.Item
                name={[index, 'key']}
                rules={[
                  required,
                  { pattern: /^[a-z0-9][a-z0-9-]{0,39}$/, message: t('recordSettings.badKey') },
                ]}
              >
                <Input
                  maxLength={40}
                  placeholder={t('recordSettings.key')}
                  aria-label={t('recordSettings.key')}
                />
              </Form.Item>
              <Form.Item name={[index, 'zh']} rules={[required]}>
                <Input
                  maxLength={100}
                  placeholder={t('recordSettings.chinese')}
                  aria-label={t('recordSettings.chinese')}
                />
              </Form.Item>
              <Form.Item name={[index, 'en']} rules={[required]}>
                <Input
                  maxLength={100}
                  placeholder={t('recordSettings.english')}
                  aria-label={t('recordSettings.english')}
                />
              </Form.Item>
              <Button
                type="text"
                icon={<DeleteOutlined />}
                aria-label={t('common.remove')}
                onClick={() => remove(index)}
              />
            </div>
          ))}
          <Button type="dashed" size="small" icon={<PlusOutlined />} onClick={() => add({})}>
            {t('recordSettings.addChoice')}
          </Button>
        </>
      )}
    </Form.List>
  );
}
