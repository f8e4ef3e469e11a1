/** Names of the documents that rules rest on, as they are cited. */
import { OWN } from '../reading/thresholds.ts';

export { OWN };
export const PORTS =
  'Amazon WorkSpaces administration guide (2025), IP address and port requirements: client ports';
export const ALLOW_LIST = 'Amazon WorkSpaces administration guide (2025), domains and addresses to allow';
export const HEALTH_CHECK = 'Amazon WorkSpaces administration guide (2025), health check servers';
export const GATEWAYS = 'Amazon WorkSpaces administration guide (2025), gateway servers and their ranges';
export const NETWORK =
  'Amazon WorkSpaces administration guide (2025), client network requirements: round trip time';
export const NETWORK_MTU =
  'Amazon WorkSpaces administration guide (2025), client network requirements: MTU of a VPN';
export const BANDWIDTH =
  'Amazon WorkSpaces user guide, administration guides (2016, 2025), whitepaper: bandwidth (tables.bandwidth)';
export const ZERO_CLIENT =
  'Amazon WorkSpaces administration guide (2025), set up PCoIP zero clients: NTP host pool.ntp.org, port 123';
export const PROXY = 'Amazon WorkSpaces administration guide (2025), client ports: proxy support';
export const REDIRECTION =
  'Amazon WorkSpaces administration guide (2025), cross-Region redirection: TXT record';
export const CLIENT = 'Amazon WorkSpaces administration guide (2025), protocols: client requirements';
export const VPN = 'Amazon WorkSpaces administration guide (2025), client network requirements: VPN';
export const WEB_ACCESS = 'Amazon WorkSpaces administration guide (2025), PCoIP Web Access: considerations';
export const CLIENT_LOG =
  'public samples of client logs (test/fixtures/client-log); whitepaper, advanced logging of the clients';
export const SIGN_IN =
  'Amazon WorkSpaces administration guide (2025): SAML 2.0, certificate-based authentication, smart cards, FIPS (requirements)';
export const ACCESS_GROUPS = 'Amazon WorkSpaces administration guide (2025), IP access control groups';
export const ROOTS = 'Amazon Trust Services roots, required by WorkSpaces since May 2018';
export const DNS = 'RFC 1035, RFC 2308 (answers of name servers)';
export const TLS = 'RFC 8446 (TLS), RFC 5280 (certificate paths)';
export const HTTP = 'RFC 9110 (HTTP)';
export const QUIC = 'RFC 9000, 14.1 (datagrams of 1200 bytes at least)';
export const STAMP = 'RFC 8762 (STAMP), RFC 8972 (its extensions)';
export const UDP = 'RFC 1122, 4.1.3.3 (ICMP refusals of UDP), nmap port states';
export const CONFLICTS = 'docs/tables-conflicts.md';
export const CAPTIVE = 'RFC 8952 (captive portals), RFC 6585 (status 511)';
export const NEED = "preflight's own reading of how much a name matters (docs/known-limits.md)";
