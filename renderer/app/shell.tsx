import { Mark } from './mark.tsx';

/** The bar while the settings are read: no word of a language, nothing that moves when the links come. The same stands in index.html. */
export function Shell() {
  return (
    <header className="top">
      <div className="top-inner">
        <Brand />
      </div>
    </header>
  );
}

export function Brand() {
  return (
    <a className="brand" href="#/">
      <Mark />
      Preflight
    </a>
  );
}
