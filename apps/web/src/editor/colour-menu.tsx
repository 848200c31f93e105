import { Popover } from 'antd';
import { type ReactNode, useState } from 'react';
import { useT } from '../i18n/language.tsx';
import s from './editor.module.css';
import { Tool } from './tool.tsx';

/** Readable on paper, and told apart when printed. */
const DARK = ['#b3362b', '#c45500', '#8a6d00', '#237a4b', '#1b5876', '#2f5597', '#6a3d9a', '#525f66'];
const LIGHT = ['#fff59d', '#ffe0b2', '#ffcdd2', '#c8e6c9', '#b3e5fc', '#d1c4e9', '#e0e0e0', '#f5f5f5'];

interface ColourMenuProps {
  label: string;
  icon: ReactNode;
  /** For what lies behind the letters. */
  light?: boolean;
  onPick: (value: string | null) => void;
}

export function ColourMenu({ label, icon, light = false, onPick }: ColourMenuProps) {
  const t = useT();
  const [open, setOpen] = useState(false);
  const pick = (value: string | null) => {
    setOpen(false);
    onPick(value);
  };
  return (
    <Popover
      open={open}
      onOpenChange={setOpen}
      trigger="click"
      content={
        <div className={s.colours}>
          {(light ? LIGHT : DARK).map((value) => (
            <button
              key={value}
              type="button"
              className={s.colour}
              style={{ background: value }}
              aria-label={`${label} ${value}`}
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => pick(value)}
            />
          ))}
          <button
            type="button"
            className="tp-link"
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => pick(null)}
          >
            {t('editor.noColour')}
          </button>
        </div>
      }
    >
      <span>
        <Tool label={label} icon={icon} onPress={() => undefined} />
      </span>
    </Popover>
  );
}
