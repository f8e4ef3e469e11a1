/**
 * The one content security policy of the page, for `app://` and for the loopback server.
 * No inline script or style runs; nothing is loaded from elsewhere.
 */

/**
 * The only style that is not a file: the `touch-action` rule that react-aria's `usePress` puts into the head
 * (react-aria-components 1.22.1). scripts/screenshots.ts fails when the page reports a violation, so a changed rule is noticed.
 */
const PRESS_STYLE_HASH = "'sha256-38RhXrc7EdReTKsOm23ZPOCUgniTUUcjky8QOOrQx6o='";

/** `connect`: `'self'` where the page speaks HTTP to its own server, `'none'` where a bridge is in the page. */
export function contentSecurityPolicy(connect: "'self'" | "'none'"): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' ${PRESS_STYLE_HASH}`,
    "img-src 'self' data:",
    "font-src 'self'",
    `connect-src ${connect}`,
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ].join('; ');
}
