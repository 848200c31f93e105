import { Navigate } from 'react-router';

/** Lists are imported on a page of their own; old links lead there. */
export default function ImportDrawer() {
  return <Navigate to="/imports" replace />;
}
