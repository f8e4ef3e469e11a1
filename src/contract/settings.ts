/** What the person may set. Kept by the engine's side, never in the browser. */
import { z } from 'zod';
import { LANGUAGES } from '../core/language.ts';
import { PROTOCOLS } from '../core/words.ts';

export const THEMES = ['system', 'light', 'dark'] as const;

export const settings = z.strictObject({
  language: z.enum(['system', ...LANGUAGES]),
  theme: z.enum(THEMES),
  proxy: z.strictObject({
    mode: z.enum(['auto', 'none', 'url']),
    /** `http://host:port` without credentials; only with mode `url`. */
    url: z
      .string()
      .max(300)
      .regex(/^https?:\/\/[^\s/@]+\/?$/)
      .nullable(),
  }),
  /** Round-trip samples per health-check address. */
  samples: z.number().int().min(3).max(100),
  /** Longest time of a whole run. */
  deadlineSeconds: z.number().int().min(10).max(600),
  /** Runs kept in the history; 0 keeps none. */
  historyKeep: z.number().int().min(0).max(1000),
  /** The Region and protocols of the last check, for the start screen. A registration code is never kept. */
  lastRegion: z.string().max(40).nullable(),
  lastProtocols: z.array(z.enum(PROTOCOLS)).max(2),
});
export type Settings = z.infer<typeof settings>;

export const settingsChange = settings.partial();

export const DEFAULT_SETTINGS: Settings = {
  language: 'system',
  theme: 'system',
  proxy: { mode: 'auto', url: null },
  samples: 10,
  deadlineSeconds: 60,
  historyKeep: 50,
  lastRegion: null,
  lastProtocols: ['pcoip', 'dcv'],
};
