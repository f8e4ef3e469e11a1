/** A second computer at the same drop: leaves one bundle in a folder and says how it went. */
import { leaveIn } from '../../../src/engine/drop-places.ts';
import { dropSchema } from '../../../src/policy/drop.ts';

const [folder = '', sha256 = '', text = ''] = process.argv.slice(2);
const what = { bytes: Buffer.from(text), name: { sha256, day: '2026-11-29' } };
const way = { proxy: null, roots: () => Promise.resolve([]), signal: new AbortController().signal };
process.stdout.write(JSON.stringify(await leaveIn(dropSchema.parse({ folder }), what, way)));
