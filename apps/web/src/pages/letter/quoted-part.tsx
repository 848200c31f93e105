import { EllipsisOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useState } from 'react';
import { useT } from '../../i18n/language.tsx';
import s from './composer.module.css';
import { HtmlFrame } from './html-frame.tsx';

interface QuotedPartProps {
  kind: 'quoted' | 'signature';
  html: string;
  onRemove: () => void;
  /** Takes it into the text. */
  onEdit?: () => void;
}

/** What stands below the author's words: folded, to be looked at, taken off or taken over. */
export function QuotedPart({ kind, html, onRemove, onEdit }: QuotedPartProps) {
  const t = useT();
  const [open, setOpen] = useState(kind === 'signature');
  return (
    <div className={s.quoted}>
      <div className={s.quotedBar}>
        <Button
          size="small"
          className={s.dots ?? ''}
          icon={<EllipsisOutlined />}
          aria-expanded={open}
          aria-label={t(`letters.${kind}`)}
          title={t(`letters.${kind}`)}
          onClick={() => setOpen(!open)}
        />
        {open && (
          <>
            <span className={s.faint}>{t(`letters.${kind}`)}</span>
            {onEdit && (
              <button type="button" className="tp-link" onClick={onEdit}>
                {t('letters.editQuoted')}
              </button>
            )}
            <button type="button" className="tp-link" onClick={onRemove}>
              {t('letters.removeQuoted')}
            </button>
          </>
        )}
      </div>
      {open && (
        <HtmlFrame
          className={(kind === 'signature' ? s.signatureFrame : s.quotedFrame) ?? ''}
          title={t(`letters.${kind}`)}
          html={html}
        />
      )}
    </div>
  );
}
