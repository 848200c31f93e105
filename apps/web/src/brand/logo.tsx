import mark from './tradepost.svg';

export const Logo = ({ size }: { size: number }) => (
  <img src={mark} width={size} height={size} alt="" style={{ display: 'block', flex: 'none' }} />
);
