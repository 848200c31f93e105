import { EditOutlined } from '@ant-design/icons';
import { Button, Input, Popconfirm } from 'antd';
import { useState } from 'react';
import { useT } from '../../i18n/language.tsx';

interface RenameSavedProps {
  name: string;
  onRename: (next: string) => void;
}

export function RenameSaved({ name, onRename }: RenameSavedProps) {
  const t = useT();
  const [next, setNext] = useState(name);
  const label = t('search.savedRename', { name });
  return (
    <Popconfirm
      icon={null}
      title={label}
      description={
        <Input
          aria-label={t('search.savedName')}
          value={next}
          maxLength={100}
          onChange={({ target }) => setNext(target.value)}
        />
      }
      okText={t('common.save')}
      cancelText={t('common.cancel')}
      onOpenChange={(open) => open && setNext(name)}
      onConfirm={() => onRename(next)}
    >
      <Button size="small" type="text" icon={<EditOutlined />} aria-label={label} title={label} />
    </Popconfirm>
  );
}
