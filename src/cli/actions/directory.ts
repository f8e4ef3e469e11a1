import { parseHostName, parseIpAddress, type IpAddress } from '../../core/address.ts';
import { openNetwork } from '../../engine/network.ts';
import { loadDirectoryPorts } from '../../regions/directory-ports.ts';
import { loadTables } from '../../regions/tables.ts';
import { parseHostPort } from '../../request/fields.ts';
import { planDirectory, type DirectoryRequest } from '../../rules/directory/directory-plan.ts';
import { directoryFailed, judgeDirectory } from '../../rules/directory/judge-directory.ts';
import { renderDirectoryJson, renderDirectoryText } from '../../rules/directory/render-directory.ts';
import { runDirectory } from '../../rules/directory/run-directory.ts';
import { vocabularyOf } from '../../words/languages.ts';
import type { CommandAction } from '../command-definition.ts';
import { prepareDelivery } from '../deliver.ts';
import { EXIT } from '../exit-codes.ts';
import { allOf, oneOf, type GivenOptions } from '../given-options.ts';
import { languageFor } from '../terminal-style.ts';
import { UsageError, quoted } from '../usage-error.ts';

/** `preflight directory`. */
export const directory: CommandAction = async ({ options, context }) => {
  const isJson = oneOf(options, 'format') === 'json';
  // Programs read one language.
  const words = vocabularyOf(isJson ? 'en' : languageFor(context, options)).directory;
  const plan = planDirectory(parseDirectoryRequest(options), loadDirectoryPorts(), words);
  const deliver = await prepareDelivery(options, context);
  const ports = openNetwork({
    version: context.version,
    tables: loadTables(),
    homeRegion: null,
    way: { scenario: null, publicRoots: null, peerKeys: null, shapedBy: [], proxy: { mode: 'none' } },
  });
  const evidence = await runDirectory(plan, ports, context.interrupt).catch((error: unknown) => {
    if (context.interrupt.aborted) return null;
    throw error;
  });
  if (evidence === null) return EXIT.interrupted;
  const result = judgeDirectory(plan, evidence, words);
  await deliver(isJson ? renderDirectoryJson(result) : renderDirectoryText(result, words));
  return directoryFailed(result) ? EXIT.no : EXIT.ok;
};

export function parseDirectoryRequest(options: GivenOptions): DirectoryRequest {
  const [server = null, ...others] = allOf(options, 'dns-server');
  const name = oneOf(options, 'domain');
  if (server === null || name === null) {
    throw new UsageError('directory needs --dns-server IP and --domain NAME, such as corp.example.com');
  }
  const domain = parseHostName(name);
  if (domain === null) throw new UsageError(`--domain ${quoted(name)} is no domain name`);
  const { address: dnsServer, port: dnsPort } = parseServer(server);
  return {
    dnsServer,
    dnsPort,
    domain,
    controller: parseAddress('controller', oneOf(options, 'controller')),
    otherDnsServers: others.map(parseServer),
    radius: parseAddress('radius', oneOf(options, 'radius')),
  };
}

function parseServer(text: string): { address: IpAddress; port: number } {
  const { host, port } = parseHostPort(text, { field: 'dnsServer', defaultPort: 53 });
  const address = parseIpAddress(host);
  if (address === null) throw new UsageError(`--dns-server ${quoted(text)} is no IP address`);
  return { address, port };
}

function parseAddress(flag: string, text: string | null): IpAddress | null {
  if (text === null) return null;
  const address = parseIpAddress(text);
  if (address === null) throw new UsageError(`--${flag} ${quoted(text)} is no IP address`);
  return address;
}
