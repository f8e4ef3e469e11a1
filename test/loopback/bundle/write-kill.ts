/** Writes one bundle after another to the same place until it is killed: the child of write-kill.test.ts. `argv`: target, bundle A, bundle B. */
import { readFileSync } from 'node:fs';
import { writeAtomically } from '../../../src/core/write-atomically.ts';

const [target = '', first = '', second = ''] = process.argv.slice(2);
const bundles = [readFileSync(first), readFileSync(second)];
process.stdout.write('ready\n');
for (let round = 0; ; round += 1) await writeAtomically(target, bundles[round % 2] ?? Buffer.alloc(0));
