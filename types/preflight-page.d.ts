/** The page of the browser face, put into the bundle by scripts/build.mjs. */
declare module 'preflight:page' {
  const page: Readonly<Record<string, { readonly type: string; readonly gzip: string }>>;
  export default page;
}
