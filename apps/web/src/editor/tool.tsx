import type { ReactNode } from 'react';
import s from './editor.module.css';

interface ToolProps {
  label: string;
  icon: ReactNode;
  pressed?: boolean;
  onPress: () => void;
}

/** A button that leaves the cursor where it is. */
export function Tool({ label, icon, pressed, onPress }: ToolProps) {
  return (
    <button
      type="button"
      className={`${s.tool} ${pressed ? s.pressed : ''}`}
      aria-label={label}
      title={label}
      {...(pressed === undefined ? {} : { 'aria-pressed': pressed })}
      onMouseDown={(event) => event.preventDefault()}
      onClick={onPress}
    >
      {icon}
    </button>
  );
}
