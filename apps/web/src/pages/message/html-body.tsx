import { Button } from 'antd';
import { useState } from 'react';
import { api } from '../../api/instance.ts';
import { useT } from '../../i18n/language.tsx';
import s from './message.module.css';

interface HtmlBodyProps {
  id: number;
  hasRemoteImages: boolean;
  /** The search whose words are marked. */
  find: string | null;
}

/** The first mark of the page (`FIRST_MARK`). */
const FIRST_MARK = '#tp-found';

/**
 * The cleaned HTML in a frame that runs no script and belongs to no origin. The frame cannot tell its
 * height for the same reason, so it fills the room there is and scrolls by itself.
 */
export function HtmlBody({ id, hasRemoteImages, find }: HtmlBodyProps) {
  const t = useT();
  const [images, setImages] = useState(false);
  const query = { ...(images ? { images } : {}), ...(find === null ? {} : { find }) };
  const src = `${api.url('getMessageHtml', { params: { id }, query })}${find === null ? '' : FIRST_MARK}`;
  return (
    <div className={s.html}>
      {hasRemoteImages && (
        <div className={s.images} role="status">
          <span>{t(images ? 'message.imagesShown' : 'message.imagesBlocked')}</span>
          {!images && (
            <Button size="small" onClick={() => setImages(true)}>
              {t('message.showImages')}
            </Button>
          )}
        </div>
      )}
      <iframe
        key={src}
        className={s.frame}
        src={src}
        title={t('message.bodyLabel')}
        sandbox="allow-popups allow-popups-to-escape-sandbox"
        referrerPolicy="no-referrer"
      />
    </div>
  );
}
