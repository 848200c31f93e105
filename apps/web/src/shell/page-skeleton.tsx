import { Skeleton } from 'antd';

/** The shape of a page that is on its way. */
export const PageSkeleton = () => (
  <div style={{ padding: '28px 24px', maxWidth: 900 }} aria-busy="true">
    <Skeleton active title={{ width: 220 }} paragraph={{ rows: 6 }} />
  </div>
);
