/** Before any schema is made: the page's policy refuses `new Function`, as in renderer/bridge/zod-for-the-page.ts. */
import { config } from 'zod';

config({ jitless: true });
