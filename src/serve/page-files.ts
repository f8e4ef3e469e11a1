/** The page as the build embedded it: a list of files. A request is looked up in the list; there is no path arithmetic. */
import { gunzipSync } from 'node:zlib';

/** By path (`/`, `/assets/app-1.js`); `gzip` base64 of the compressed content. */
export type EmbeddedPage = Readonly<Record<string, { readonly type: string; readonly gzip: string }>>;

export interface PageFile {
  readonly type: string;
  readonly gzipped: Buffer;
  readonly plain: () => Buffer;
}

export function pageFiles(page: EmbeddedPage): ReadonlyMap<string, PageFile> {
  return new Map(
    Object.entries(page).map(([path, { type, gzip }]) => {
      const gzipped = Buffer.from(gzip, 'base64');
      return [path, { type, gzipped, plain: () => gunzipSync(gzipped) }];
    }),
  );
}
