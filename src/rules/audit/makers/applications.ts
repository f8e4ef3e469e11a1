/** Applications that a firewall recognises by looking inside. Which one WorkSpaces is taken for, no document says. */
import { shownText } from '../audit-entry.ts';
import { answered, doubt, type Condition } from '../condition.ts';

/** Surely the client's. */
const CLIENT = /workspaces|pcoip|\bdcv\b|nice-dcv/i;
/** What carries WorkSpaces, or what its packets may be taken for. */
const CARRIERS =
  /^(any|ssl|tls|https?|web-browsing|quic|dtls|aws|amazon|unknown-(tcp|udp)|incomplete|insufficient-data|cloudfront|remote-desktop|virtual-desktop)/i;

/** Empty: any application. A rule for others alone is never about WorkSpaces; for what carries it, it is in doubt. */
export function applicationConditions(names: readonly string[]): Condition[] {
  const asked = names.filter((name) => name !== '');
  if (asked.length === 0 || asked.some((name) => /^any$/i.test(name) || CLIENT.test(name))) return [];
  const shown = shownText(asked.join(', ')).slice(0, 30);
  if (asked.some((name) => CARRIERS.test(name)))
    return [doubt(({ doubtAbout }) => doubtAbout.application(shown))];
  return [answered(false)];
}
