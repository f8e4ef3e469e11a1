// `node scripts/sign-latest.mjs VERSION PAGE > latest.json`: what the update channel of the desktop app reads (electron/main/updates.ts), signed with the
// Ed25519 key (PEM) in PREFLIGHT_UPDATE_PRIVATE_KEY. In the release workflow alone.
import { createPrivateKey, sign } from 'node:crypto';

const [version, page] = process.argv.slice(2);
const key = createPrivateKey(process.env.PREFLIGHT_UPDATE_PRIVATE_KEY ?? '');
const signed = JSON.stringify({ schema: 'preflight.latest/1', version, page });
console.log(JSON.stringify({ signed, signature: sign(null, Buffer.from(signed), key).toString('base64') }));
