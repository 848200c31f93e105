import { Navigate } from 'react-router';
import { useSession } from '../../session/session.tsx';

/** Whom the day's list is for begins with it; the others with the customers. */
export default function FirstPage() {
  const { user } = useSession();
  const works = user.role === 'salesperson' || user.role === 'merchandiser';
  return <Navigate to={works ? '/today' : '/customers'} replace />;
}
