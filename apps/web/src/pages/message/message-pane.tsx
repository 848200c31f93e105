import { ArrowLeftOutlined, CloseOutlined, ExportOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { Link, useNavigate, useSearchParams } from 'react-router';
import { useT } from '../../i18n/language.tsx';
import s from './message.module.css';
import { MessageView } from './message-view.tsx';

interface MessagePaneProps {
  id: number;
  customerId: number;
  /** Takes the whole page, where there is no room beside the timeline. */
  full: boolean;
}

/** A message opened from a timeline. */
export function MessagePane({ id, customerId, full }: MessagePaneProps) {
  const t = useT();
  const navigate = useNavigate();
  const [params] = useSearchParams();
  const query = params.size > 0 ? `?${params}` : '';
  const closeTo = `/customers/${customerId}${query}`;
  return (
    <section className={full ? s.page : s.pane}>
      <div className={s.bar}>
        {full ? (
          <Button
            type="text"
            icon={<ArrowLeftOutlined />}
            onClick={() => void navigate(closeTo, { preventScrollReset: true })}
          >
            {t('common.back')}
          </Button>
        ) : (
          <>
            <Button
              type="text"
              icon={<CloseOutlined />}
              aria-label={t('common.close')}
              title={`${t('common.close')} (Esc)`}
              onClick={() => void navigate(closeTo, { preventScrollReset: true })}
            />
            <span className={s.space} />
            <Link to={`/messages/${id}`}>
              <Button type="text" icon={<ExportOutlined />} tabIndex={-1}>
                {t('message.openFull')}
              </Button>
            </Link>
          </>
        )}
      </div>
      <MessageView
        key={id}
        id={id}
        customerId={customerId}
        hrefOf={(messageId) => `/customers/${customerId}/messages/${messageId}${query}`}
      />
    </section>
  );
}
