import { CheckOutlined, CopyOutlined } from '@ant-design/icons';
import { Button, Input, type InputRef } from 'antd';
import { useRef, useState } from 'react';
import { useT } from '../../i18n/language.tsx';
import s from './settings.module.css';

/** Something to carry elsewhere. Where the clipboard is closed (plain http), the text is selected for a Ctrl-C. */
export function CopyField({ value }: { value: string }) {
  const t = useT();
  const input = useRef<InputRef>(null);
  const [copied, setCopied] = useState(false);
  async function copy(): Promise<void> {
    input.current?.select();
    try {
      await navigator.clipboard.writeText(value);
      setCopied(true);
    } catch {
      // The text is selected; the keyboard copies it.
    }
  }
  return (
    <div className={s.secret}>
      <Input
        ref={input}
        readOnly
        value={value}
        aria-label={t('common.copy')}
        onFocus={() => input.current?.select()}
      />
      <Button type="primary" icon={copied ? <CheckOutlined /> : <CopyOutlined />} onClick={() => void copy()}>
        {t(copied ? 'common.copied' : 'common.copy')}
      </Button>
    </div>
  );
}
