/** A client of another network: it has answers from each UDP port of the lab's peer, so that the peer is known to be open. `prove-peer.ts ADDRESS KEY-FILE PORT...`. */
import { readFileSync } from 'node:fs';
import { parseIpAddress } from '../../src/core/address.ts';
import { makeClock } from '../../src/net/clock.ts';
import { makePeerTalk } from '../../src/net/peer/talk.ts';

const [, , text = '', keyFile = '', ...ports] = process.argv;
const address = parseIpAddress(text);
if (address === null) throw new Error(`${text} is no address`);
const talk = makePeerTalk({ clock: makeClock(), keys: readFileSync(keyFile, 'utf8') });
const series = {
  ...{ address, isSigned: true, localPort: null, mark: '00'.repeat(24), hellos: 10, helloEveryMs: 300 },
  ...{ count: 1, everyMs: 1, giveUpAfter: 1, closers: 0 },
};
for (const port of ports.map(Number)) {
  const { replies } = await talk.reflect({ ...series, port }, new AbortController().signal);
  if (replies.length === 0) throw new Error(`UDP ${port} of the peer does not answer`);
}
