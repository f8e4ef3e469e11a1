import { parseIpAddress } from '../../core/address.ts';
import { parseHostPort } from '../../request/fields.ts';
import type { FormatOptions } from '../../rules/formats/rule-format.ts';
import { RULE_FORMATS } from '../../rules/formats/index.ts';
import { languageOfForm } from '../../rules/format-words.ts';
import { makeRules } from '../../rules/make-rules.ts';
import type { Rule } from '../../rules/rule.ts';
import type { RuleRequest } from '../../rules/rule-request.ts';
import { webRanges } from '../../rules/web-ranges.ts';
import { readIpRanges } from '../../regions/ip-ranges-file.ts';
import { loadVocabulary } from '../load-vocabulary.ts';
import type { CommandAction } from '../command-definition.ts';
import { correctedTables } from '../corrected-tables.ts';
import { prepareDelivery } from '../deliver.ts';
import { EXIT } from '../exit-codes.ts';
import { allOf, isOn, oneOf, type GivenOptions } from '../given-options.ts';
import { accepted } from '../read-input-file.ts';
import { parseRuleRequest, readResolved } from '../rule-request.ts';
import { languageFor } from '../terminal-style.ts';
import { UsageError, quoted } from '../usage-error.ts';

/** `preflight rules`. */
export const rules: CommandAction = async ({ options, context }) => {
  const tables = await correctedTables(options);
  const request = parseRuleRequest(options, tables);
  const language = languageFor(context, options);
  const own = await loadVocabulary(language);
  const wanted = oneOf(options, 'format') ?? 'text';
  const format = RULE_FORMATS.find(({ id }) => id === wanted);
  if (format === undefined) throw new UsageError(`--format ${quoted(wanted)} is not known`);
  const words = await loadVocabulary(languageOfForm(format.id, language));
  const set = makeRules(tables, { ...request, words }, await readWebRanges(options, request));
  const formatOptions = { ...(await readFormatOptions(options)), words };
  const deliver = await prepareDelivery(options, context);
  const { text, notCovered, warnings = [] } = format.render(set, formatOptions);
  await deliver(text);
  if (notCovered.length > 0 && !isOn(options, 'quiet')) {
    await context.stderr.write(`${own.rules.notCovered(notCovered.length, set.rules.length, format.id)}\n`);
  }
  if (!isOn(options, 'quiet'))
    for (const warning of warnings) await context.stderr.write(`${warning(own.rules)}\n`);
  return EXIT.ok;
};

/** Null without `--ip-ranges`. */
async function readWebRanges(
  options: GivenOptions,
  { regions, withIpv6 }: RuleRequest,
): Promise<readonly Rule[] | null> {
  const path = oneOf(options, 'ip-ranges');
  if (path === null) return null;
  const published = accepted('--ip-ranges', await readIpRanges(path));
  const made = webRanges(published, { regions: regions.map((code) => ({ code })), withIpv6 });
  if (made.kind === 'refused') throw new UsageError(`--ip-ranges: ${path} ${made.problem}`);
  return made.rules;
}

async function readFormatOptions(options: GivenOptions): Promise<FormatOptions> {
  const proxy = oneOf(options, 'proxy-server');
  return {
    resolved: await readResolved(options),
    dnsServers: allOf(options, 'dns-server').map((text) => parseAddress('dns-server', text)),
    proxy: proxy === null ? null : parseProxyServer(proxy),
  };
}

function parseAddress(flag: string, text: string): string {
  const address = parseIpAddress(text);
  if (address === null) throw new UsageError(`--${flag} ${quoted(text)} is no IP address`);
  return address;
}

function parseProxyServer(text: string): NonNullable<FormatOptions['proxy']> {
  const { host, port } = parseHostPort(text, { field: 'proxyServer', defaultPort: null });
  return { address: parseAddress('proxy-server', host), port };
}
