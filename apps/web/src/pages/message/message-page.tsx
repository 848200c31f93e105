import { ArrowLeftOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useLocation, useNavigate, useParams } from 'react-router';
import { usePhone } from '../../components/use-media.ts';
import { useT } from '../../i18n/language.tsx';
import { NotFound } from '../../shell/not-found.tsx';
import s from './message.module.css';
import { MessageView } from './message-view.tsx';

/** A message on a page of its own: from the unfiled mail, the quarantine, a search. */
export default function MessagePage() {
  const t = useT();
  const navigate = useNavigate();
  const phone = usePhone();
  const { key } = useLocation();
  const id = Number(useParams()['messageId']);
  if (!(id > 0)) return <NotFound />;
  // The first page of a visit has nothing behind it.
  const goBack = () => void (key === 'default' ? navigate('/customers') : navigate(-1));
  return (
    <div className={s.page} data-columns={phone ? undefined : true}>
      <div className={s.bar}>
        <Button type="text" icon={<ArrowLeftOutlined />} onClick={goBack}>
          {t('common.back')}
        </Button>
      </div>
      <MessageView key={id} id={id} hrefOf={(messageId) => `/messages/${messageId}`} />
    </div>
  );
}
