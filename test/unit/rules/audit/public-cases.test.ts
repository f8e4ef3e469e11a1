/** Files that shut WorkSpaces and were once called complete, or the other way round; right values by packets or by the maker's documents. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { loadTables } from '../../../../src/regions/tables.ts';
import { audit, auditOutcome } from '../../../../src/rules/audit/audit.ts';
import { auditContext } from '../../../../src/rules/audit/audit-context.ts';
import { readAuditText, type ReadWish } from '../../../../src/rules/audit/read-audit-text.ts';
import { renderAuditText } from '../../../../src/rules/audit/render-audit.ts';
import { ruleRequest } from '../rule-fixtures.ts';

const context = auditContext(loadTables(), ruleRequest('eu-central-1'));
const fixture = (name: string): string =>
  readFileSync(new URL(`../../../fixtures/firewalls/${name}`, import.meta.url), 'utf8');

function outcome(text: string, wish: ReadWish = {}): { exit: number; essential: number; text: string } {
  const file = readAuditText(text, wish);
  if (typeof file === 'string') return { exit: 2, essential: 0, text: file };
  const result = audit(file, context);
  const essential = result.missing.filter(({ rule }) => rule.need === 'essential').length;
  return { exit: auditOutcome(result), essential, text: renderAuditText(result).replaceAll(/\s+/g, ' ') };
}

describe('what packets said', () => {
  test.each<readonly [string, number, number, RegExp]>([
    ['deny-gateway.nft.json', 1, 4, /18\.192\.216\.0\/22/],
    ['deny-gateway.csv', 1, 4, /18\.192\.216\.0\/22/],
    ['docker-output-drop.save', 1, 13, /this machine itself/],
    ['postrouting.nft.json', 1, 13, /this machine itself/],
    ['raw-mangle-drop.save', 1, 6, /tables mangle, raw, filter/],
    ['neg-empty-set.nft.json', 1, 18, /this machine itself/],
    ['ufw.save', 0, 0, /Nothing is missing for this machine itself.*--chain forward/],
    ['no-output-chain.nft.json', 0, 0, /No chain stands at the hook output/],
    // Names are let out by their addresses alone here, which --resolved tells.
    ['port-ge.nft.json', 1, 5, /all of it was understood/],
    ['direction.csv', 1, 18, /passed over/],
    ['unknown-action-column.csv', 1, 18, /Meraki/],
    ['unknown-port-column.csv', 1, 18, /Port\(s\)/],
    ['panos.csv', 1, 15, /PAN-OS/],
    ['panco.csv', 1, 17, /PAN-OS/],
    ['wf-mmc2.csv', 1, 3, /Windows/],
    ['azure-nsg.csv', 1, 18, /Azure/],
    ['sep-deny.csv', 1, 18, /CSV: 2 rows/],
    ['source-deny.csv', 0, 0, /Nothing is missing for source 10\.30\.0\.0\/16/],
    ['list-host-port.txt', 1, 18, /plain list/],
    ['ports.csv', 1, 17, /CSV: 20 rows; all of it was understood/],
    ['asa.cfg', 1, 10, /Cisco ASA: 3 lines of OUT; all/],
    ['forti.cfg', 1, 17, /FortiOS: 1 policy; all/],
    ['squid.conf', 1, 13, /squid/],
    ['awssg.json', 1, 13, /sg-0123456789abcdef0/],
    ['nacl.json', 1, 18, /network ACL/],
    ['ipt-L.txt', 2, 0, /this is "iptables -L": give the output of "iptables-save"/],
    ['ipt-S.txt', 2, 0, /iptables-save/],
    ['ufw-status.txt', 2, 0, /this is "ufw status"/],
    ['tnc.txt', 2, 0, /Test-NetConnection/],
    ['sg.tf', 2, 0, /Terraform/],
    ['zscaler.txt', 1, 11, /plain list: 6 entries; all/],
  ])('%s: exit %i, %i essential missing', (name, exit, essential, told) => {
    const seen = outcome(fixture(name));
    expect([seen.exit, seen.essential]).toEqual([exit, essential]);
    expect(seen.text).toMatch(told);
  });

  test('a router is judged for the interface that gets the most, by name', () => {
    const seen = outcome(fixture('zone-jump.nft.json'), { chain: 'forward' });
    expect([seen.exit, seen.text]).toEqual([0, expect.stringMatching(/Nothing is missing for .* lan0/)]);
    expect(seen.text).toMatch(/everybody else|guest0/);
  });

  test('with the addresses of names, the comparison of ports opens everything', () => {
    const names = Object.fromEntries(
      context.wanted.rules.map(({ destination }) => [destination, ['203.0.113.9']]),
    );
    const file = readAuditText(fixture('port-ge.nft.json'));
    if (typeof file === 'string') throw new Error(file);
    const resolved = auditContext(loadTables(), ruleRequest('eu-central-1'), names);
    expect(auditOutcome(audit(file, resolved))).toBe(0);
  });
});

describe('members of the same kinds', () => {
  test.each<readonly [string, string, number]>([
    [
      'a deny behind the allow changes nothing',
      'destination,port,transport,action\nany,any,any,allow\n18.192.216.0/22,any,any,deny',
      0,
    ],
    [
      'a deny for one source leaves the others',
      'Quelle;Ziel;Dienst;Aktion\n10.9.0.0/16;any;any;Verweigern\nany;any;any;Zulassen',
      0,
    ],
    [
      'French words',
      'Adresse de destination;Port de destination;Protocole;Action\ntous;tous;tous;Refuser',
      1,
    ],
    [
      'Spanish words',
      'Dirección de destino,Puerto,Protocolo,Acción\ncualquiera,cualquiera,cualquiera,Permitir',
      0,
    ],
    ['Japanese words', '宛先,ポート,プロトコル,アクション\nすべて,すべて,すべて,許可', 0],
    ['a direction of another language', 'Richtung,Ziel,Port,Protokoll\nEingehend,any,any,any', 1],
    [
      'a direction that nobody knows',
      'direction,destination,port,protocol,action\nsideways,any,any,any,deny\nout,any,any,any,allow',
      2,
    ],
    [
      'title lines above the header',
      'Firewall of the office\n2026-11-29\n\nDestination,Port,Protocol,Action\nany,any,any,Allow',
      0,
    ],
    ['a column whose name is a refusal', 'Destination,Port,Protocol,Blocked\nany,any,any,Yes', 2],
    ['no port column', 'Name,Destination,Action\na,any,allow', 2],
    ['no action column and a row that looks like a deny', 'Destination,Port,Was\nany,any,deny', 2],
    ['an action that nobody knows', 'Destination,Port,Action\nany,any,monitor\nany,any,allow', 2],
    [
      'a program that is not the client',
      'Name,Enabled,Action,Program,Remote Address,Protocol,Remote Port\nx,Yes,Block,C:\\x\\firefox.exe,Any,Any,Any',
      0,
    ],
    [
      'a rule switched off',
      'Name,Enabled,Action,Program,Remote Address,Protocol,Remote Port\nx,No,Block,Any,Any,Any,Any',
      0,
    ],
    [
      'Azure sorts by priority',
      'name,priority,direction,access,protocol,destinationAddressPrefix,destinationPortRange\na,200,Outbound,Deny,*,Internet,*\nb,100,Outbound,Allow,*,Internet,*',
      0,
    ],
    [
      'the mask the other way round',
      'destination,port,transport,action\n18.192.216.0 0.0.3.255,any,any,deny\nany,any,any,allow',
      1,
    ],
    [
      'a public block refused leaves names in doubt',
      'destination,port,transport,action\n52.84.0.0/15,443,tcp,deny\nany,any,any,allow',
      2,
    ],
    [
      'a private block refused does not',
      'destination,port,transport,action\n10.0.0.0/8,any,any,deny\nany,any,any,allow',
      0,
    ],
  ])('%s', (_name, text, exit) => {
    expect([outcome(text).exit, text]).toEqual([exit, text]);
  });

  test.each<readonly [string, string, number]>([
    [
      'ASA: a deny before the permit',
      'access-list OUT extended deny udp any 18.192.216.0 255.255.252.0 eq 4172\naccess-list OUT extended permit ip any any\n',
      0,
    ],
    [
      'ASA: a deny of what is essential',
      'access-list OUT extended deny tcp any 18.192.216.0 255.255.252.0 range 4000 5000\naccess-list OUT extended permit ip any any\n',
      1,
    ],
    [
      'ASA: an object that is not there',
      'access-list OUT extended deny ip any object-group GONE\naccess-list OUT extended permit ip any any\n',
      2,
    ],
    [
      'FortiOS: a policy switched off',
      'config firewall policy\nedit 1\nset status disable\nset dstaddr "all"\nset service "ALL"\nnext\nedit 2\nset action accept\nset dstaddr "all"\nset service "ALL"\nnext\nend\n',
      0,
    ],
    [
      'FortiOS: a deny before',
      'config firewall policy\nedit 1\nset dstaddr "all"\nset service "ALL"\nnext\nedit 2\nset action accept\nset dstaddr "all"\nset service "ALL"\nnext\nend\n',
      1,
    ],
    [
      'a group that lets all out',
      '{"SecurityGroups":[{"GroupId":"sg-1","IpPermissionsEgress":[{"IpProtocol":"-1","IpRanges":[{"CidrIp":"0.0.0.0/0"}]}]}]}',
      0,
    ],
    [
      'an ACL that refuses the answers',
      '{"NetworkAcls":[{"Entries":[{"CidrBlock":"0.0.0.0/0","Egress":true,"Protocol":"-1","RuleAction":"allow","RuleNumber":100},{"CidrBlock":"0.0.0.0/0","Egress":false,"Protocol":"6","RuleAction":"allow","RuleNumber":100,"PortRange":{"From":443,"To":443}}]}]}',
      1,
    ],
    [
      'an ACL with the ports of answers',
      '{"NetworkAcls":[{"Entries":[{"CidrBlock":"0.0.0.0/0","Egress":true,"Protocol":"-1","RuleAction":"allow","RuleNumber":100},{"CidrBlock":"0.0.0.0/0","Egress":false,"Protocol":"-1","RuleAction":"allow","RuleNumber":100,"PortRange":{"From":1024,"To":65535}}]}]}',
      0,
    ],
    [
      'Windows: a block beats an allow',
      '[{"DisplayName":"a","Enabled":"True","Direction":"Outbound","Action":"Allow","Protocol":"TCP","RemotePort":"4195","RemoteAddress":"Any","Program":"Any"},{"DisplayName":"b","Enabled":1,"Direction":2,"Action":4,"Protocol":"TCP","RemotePort":["4195"],"RemoteAddress":"Any","Program":"Any"}]',
      1,
    ],
    [
      'Windows: an inbound block is not about us',
      '[{"DisplayName":"b","Enabled":1,"Direction":1,"Action":4,"Protocol":"Any","RemotePort":"Any","RemoteAddress":"Any","Program":"Any"}]',
      0,
    ],
    [
      'a sum of sets that nobody could work through',
      JSON.stringify({
        nftables: [
          {
            chain: {
              family: 'inet',
              table: 't',
              name: 'o',
              type: 'filter',
              hook: 'output',
              policy: 'accept',
            },
          },
          ...Array.from({ length: 20 }, (_, index) => ({
            rule: {
              family: 'inet',
              table: 't',
              chain: 'o',
              handle: index,
              expr: [
                ...Array.from({ length: 12 }, (_one, set) => ({
                  match: {
                    op: '!=',
                    left: { payload: { protocol: 'ip', field: 'daddr' } },
                    right: {
                      set: Array.from(
                        { length: 900 },
                        (_two, at) => `10.${set}.${at % 250}.${Math.floor(at / 250) * 2}`,
                      ),
                    },
                  },
                })),
                { drop: null },
              ],
            },
          })),
        ],
      }),
      2,
    ],
  ])('%s', (_name, text, exit) => {
    expect(outcome(text).exit).toBe(exit);
  });

  test('--default allow turns what no row matches', () => {
    expect(
      outcome('destination,port,transport,action\n10.0.0.0/8,any,any,deny', { fallback: 'accept' }).exit,
    ).toBe(0);
  });
});
