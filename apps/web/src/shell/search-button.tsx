import { SearchOutlined } from '@ant-design/icons';
import { Button, Modal } from 'antd';
import { useState } from 'react';
import { useT } from '../i18n/language.tsx';
import { SearchBox } from './search-box.tsx';

/** On a phone: the picture in the bar that opens the search box above the page. */
export function SearchButton() {
  const t = useT();
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button
        type="text"
        icon={<SearchOutlined />}
        aria-label={t('search.title')}
        onClick={() => setOpen(true)}
      />
      <Modal
        open={open}
        title={t('search.title')}
        footer={null}
        destroyOnHidden
        onCancel={() => setOpen(false)}
        style={{ top: 8 }}
      >
        <SearchBox autoFocus onDone={() => setOpen(false)} />
      </Modal>
    </>
  );
}
