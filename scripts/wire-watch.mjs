// Listens on every interface of the root namespace while the suites run (AF_PACKET, by tcpdump) and says whether the program's own traffic left. What
// it may never send from there: to a published address of the service, to the addresses that documents and tests use, on a streaming or STUN port, or a
// question for a name of the service or of a test. Other programs of the machine talk too; they are counted and told, or with PREFLIGHT_ALONE=1 each
// packet is a fault.
import { spawn, spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { BlockList, isIP } from 'node:net';
import { networkInterfaces } from 'node:os';
import { join } from 'node:path';
import { root } from './set-up.mjs';

/** RFC 5737, RFC 3849, RFC 2544. */
const OF_TESTS = ['192.0.2.0/24', '198.51.100.0/24', '203.0.113.0/24', '2001:db8::/32', '198.18.0.0/15'];
const INNER = [
  '10.0.0.0/8',
  '172.16.0.0/12',
  '192.168.0.0/16',
  '100.64.0.0/10',
  '169.254.0.0/16',
  'fc00::/7',
];
const PORTS = new Set([3478, 4172, 4195]);
const NAMES = /(?:amazonworkspaces\.com|awsapps\.com|\.(?:example|test|invalid))\.?\s/i;

/** Every public block and address that stands in the tables; the service's inner networks are every office's too. */
function publishedBlocks() {
  const folder = join(root, 'src/regions/data');
  const text = readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .map((name) => readFileSync(join(folder, name), 'utf8'))
    .join('\n');
  const found = text.match(/(?<=")(?:\d{1,3}(?:\.\d{1,3}){3}|[0-9a-f]{1,4}:[0-9a-f:]+)(?:\/\d{1,3})?(?=")/gi);
  const inner = listOf(INNER);
  return [...new Set(found)].filter((block) => !holds(inner, block.split('/')[0]));
}

function listOf(blocks) {
  const list = new BlockList();
  for (const block of blocks) {
    const [address, bits] = block.split('/');
    const family = isIP(address);
    if (family === 0) continue;
    list.addSubnet(address, Number(bits ?? (family === 4 ? 32 : 128)), family === 4 ? 'ipv4' : 'ipv6');
  }
  return list;
}

function ownAddresses() {
  return Object.values(networkInterfaces()).flatMap((all) => (all ?? []).map(({ address }) => address));
}

/** Some machines stand in a network of documentation addresses: there these say nothing of tests. */
function usesTestNetworks(own) {
  const list = listOf(OF_TESTS);
  return own.some((address) => isIP(address) !== 0 && holds(list, address));
}

function holds(list, address) {
  return list.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4');
}

/** Address and port of `IP 10.0.0.1.44321 > 203.0.113.7.443: …` and of `IP6 …`; null for what has none (ARP). */
export function destinationOf(line) {
  const [, to = ''] = /\bIP6? \S+ > (\S+?):? /.exec(`${line} `) ?? [];
  if (isIP(to) !== 0) return { address: to, port: null };
  const [, address = '', port = ''] = /^(.+)\.(\d{1,5})$/.exec(to) ?? [];
  return isIP(address) === 0 ? null : { address, port: Number(port) };
}

/** What the lines of tcpdump say: the packets that only this program sends, and how many others there were. */
export function judgeWire(lines, { alone = false, own = ownAddresses() } = {}) {
  const forbidden = listOf([...publishedBlocks(), ...(usesTestNetworks(own) ? [] : OF_TESTS)]);
  const ours = [];
  let others = 0;
  for (const line of lines) {
    const to = destinationOf(line);
    const isOurs =
      to !== null &&
      (alone || holds(forbidden, to.address) || PORTS.has(to.port) || (to.port === 53 && NAMES.test(line)));
    if (isOurs) ours.push(line);
    else others += 1;
  }
  return { ours, others };
}

/** Why nothing can be captured here; null where it can. */
export function captureMissing() {
  if (process.platform !== 'linux' || process.getuid?.() !== 0)
    return 'capturing packets needs root on Linux';
  return spawnSync('tcpdump', ['--version']).error === undefined ? null : 'tcpdump is not installed';
}

/** Resolves once it listens. `stop` gives the judgement. `command`: before it, to listen in a namespace. */
export async function watchWire({ command = [], alone = process.env.PREFLIGHT_ALONE === '1' } = {}) {
  // Loopback is where the tests live; what comes in says nothing.
  const filter = 'outbound and not (net 127.0.0.0/8 or host ::1)';
  const argv = [...command, 'tcpdump', '-i', 'any', '-nn', '-l', '-t', '--immediate-mode', filter];
  const child = spawn(argv[0], argv.slice(1), { stdio: ['ignore', 'pipe', 'pipe'] });
  let [text, said] = ['', ''];
  child.stdout.on('data', (chunk) => (text += chunk));
  const ended = new Promise((resolve) => child.once('close', resolve));
  await new Promise((resolve, reject) => {
    child.stderr.on('data', (chunk) => {
      said += chunk;
      if (/listening on/.test(said)) resolve();
    });
    child.once('error', reject);
    void ended.then(() => reject(new Error(`tcpdump: ${said.trim()}`)));
  });
  return {
    stop: async () => {
      // What is on its way to the listener arrives.
      await new Promise((resolve) => setTimeout(resolve, 500));
      child.kill('SIGINT');
      await ended;
      return judgeWire(
        text.split('\n').filter((line) => line !== ''),
        { alone },
      );
    },
  };
}
