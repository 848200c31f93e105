import { SearchBox } from './search-box.tsx';
import s from './search-box.module.css';

/** Above every page at the desk: the search box. */
export const TopBar = () => (
  <header className={s.bar}>
    <SearchBox keys />
  </header>
);
