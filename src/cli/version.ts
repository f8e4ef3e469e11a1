/** The version, put in by the build; from source it is marked as such. */
declare const PREFLIGHT_VERSION: string | undefined;

export const VERSION: string = typeof PREFLIGHT_VERSION === 'string' ? PREFLIGHT_VERSION : '0.0.0-source';
