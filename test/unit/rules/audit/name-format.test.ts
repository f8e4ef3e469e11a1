/** Files that are named instead of read: what each is known by, and that the same words elsewhere in a file say nothing. */
import { expect, test } from '@jest/globals';
import { nameFormat } from '../../../../src/rules/audit/name-format.ts';

const RULE = '-'.repeat(20);

test.each<readonly [RegExp, readonly string[]]>([
  [/workbook/, ['PK\u0003\u0004', '\uFFFD\uFFFD\u0011\uFFFD']],
  [/PDF/, ['%PDF-1.7']],
  [/no text/, ['abc\0', '\0']],
  [/web page/, ['<html>', '  <!DOCTYPE html>', '<HTML lang="de">']],
  [/pfSense/, ['<?xml?>\n<pfsense>']],
  [/OPNsense/, ['<?xml?>\n<opnsense>']],
  [/XML of PAN-OS/, ['<config urldb="x">', '<config version="10" urldb="x">', '<?xml?>\n<rulebase>']],
  [/this is XML/, ['<?xml?>\n<x/>', '  <!-- a -->', '<Policy>']],
  [/PAC/, ['function FindProxyForURL(url, host) {', '// a\nfunction  FindProxyForURL(url, host)']],
  [
    /registry of Windows/,
    ['Windows Registry Editor Version 5.00', '; a\nWindows Registry Editor Version 5.00'],
  ],
  [/commands of netsh/, ['netsh advfirewall firewall add rule', '  netsh advfirewall reset']],
  [
    /commands of ufw/,
    [
      'ufw allow out 443',
      'sudo  ufw deny 22',
      '  ufw --force enable',
      '# a\nAdded user rules (see ufw status)',
    ],
  ],
  [/commands of firewall-cmd/, ['firewall-cmd --add-port', '  sudo  firewall-cmd --add-port']],
  [/commands of nft/, ['nft add rule', '  sudo  nft flush ruleset']],
  [
    /CloudFormation/,
    ['AWSTemplateFormatVersion: 2010', ' Type:AWS::EC2', "  Type:  'AWS::EC2", '  Type: "AWS::EC2'],
  ],
  [/Kubernetes/, ['kind: NetworkPolicy', 'a: b\nkind:NetworkPolicy', 'kind:  CiliumNetworkPolicy']],
  [/Google Cloud/, ['NAME NETWORK DIRECTION PRIORITY', 'NAME  NETWORK  DIRECTION  PRIORITY']],
  [
    /Huawei/,
    [
      ...[
        'acl number 3000',
        '  acl advanced 3000',
        'security-policy',
        'security-policy ip  ',
        'rule name all',
      ],
      ...['  rule name all  ', 'rule 5 permit', '  rule 15 deny tcp'],
    ],
  ],
  [/ipfw/, ['00100 allow ip from any']],
  [/Shorewall/, ['# a\n?SECTION NEW']],
  [/SonicWall/, ['access-rule ipv4 from']],
  [/Aruba/, ['ip access-list session a']],
  [
    /text or the markdown/,
    [
      'Firewall rules for Amazon WorkSpaces: x',
      '# Firewall rules for Amazon WorkSpaces：',
      'Amazon WorkSpaces のファイアウォールの規則 ',
    ],
  ],
  [/script of iptables/, ['iptables -A OUTPUT', '  sudo  ip6tables -w  -P INPUT', 'iptables  -A OUTPUT']],
  [
    /Cisco IOS/,
    [
      'ip access-list extended A',
      '  ip access-list standard A',
      'access-list 101 permit ip',
      '10 deny ip any',
      '  10 permit tcp any',
    ],
  ],
  [/pf\.conf/, ['block all', 'pass on em0', '# a\nmatch out on em0']],
  [
    /RouterOS/,
    [
      ...[
        '/ip firewall filter',
        'ip firewall nat',
        '/ipv6 firewall raw',
        'add action=drop',
        '# by RouterOS 7',
      ],
      ...['Flags: X - disabled', ' chain=forward action=drop', '  12  chain=input action=drop'],
    ],
  ],
  [/ipset save/, ['create ws hash:net', 'add ws bitmap:port', 'create ws hash']],
  [/Suricata/, ['pass tls $HOME any -> any 443', '# a\ndrop tcp any any <> any any']],
  [/Get-NetFirewallRule as text/, ['DisplayName : a', 'InstanceID            : a']],
  [/VyOS/, ['set firewall name a', '# a\nfirewall {']],
  [/iptables -L/, ['Chain INPUT (policy DROP)', 'Chain f2b-sshd (12 references)']],
  [/iptables -S/, ['-P INPUT DROP']],
  [
    /ufw status/,
    [
      'Status: active',
      'Status: aktiv\n\nZu  Aktion  Von\n--  ------  ---',
      'Etat: actif\n\nVers Action De\n-- - -  \nx',
    ],
  ],
  [
    /Test-NetConnection/,
    ['ComputerName: a', 'ComputerName     : a', 'a : b\nTcpTestSucceeded: True', 'TcpTestSucceeded  : True'],
  ],
  [/Terraform/, ['resource "aws_security_group" "a" {', '  module  "a" {']],
  [/list-all/, ['public (active)', 'public (default, active)', '  target: default', ' target: ACCEPT']],
  [
    /nftables text/,
    [
      'table inet filter {',
      '  chain input {',
      'flush ruleset',
      'define wan = eth0',
      '    type filter hook input',
    ],
  ],
  [/"netsh advfirewall"/, [`Regelname:   Block\n${RULE}`, `Rule：\n${RULE}--  \nEnabled: Yes`]],
  [/policy-based mode/, ['config firewall security-policy', '  config firewall security-policy']],
  [/FortiOS without policies/, ['#config-version=FGT', 'config log', '  config system global']],
  [
    /configuration of Junos/,
    ['set security policies from', '  set firewall family inet', 'security {', '  policies {'],
  ],
])('%s', (says, texts) => {
  for (const text of texts) expect([text, nameFormat(text)]).toEqual([text, expect.stringMatching(says)]);
});

test.each([
  ...['a PK\u0003\u0004', 'a\uFFFD\uFFFD\u0011\uFFFD', ' %PDF-1.7', 'a\nb\0', 'a <html>', 'a <b>', '<5'],
  ...[
    '; Windows Registry Editor Version 5.00',
    'a netsh advfirewall reset',
    'a ufw allow',
    'a Added user rules (see',
  ],
  ...[
    'a firewall-cmd --add-port',
    'a nft add rule',
    ' AWSTemplateFormatVersion: 2010',
    'Type: AWS::EC2',
    'a Type: AWS::EC2',
  ],
  ...[
    ' kind: NetworkPolicy',
    ' NAME NETWORK DIRECTION PRIORITY',
    'a acl number 3000',
    'security-policy ip a',
  ],
  ...['rule name a b', 'a00100 allow ip', ' ?SECTION NEW', ' access-rule ipv4', ' ip access-list session a'],
  ...['a\nFirewall rules for Amazon WorkSpaces: x', 'a iptables -A OUTPUT', 'a ip access-list extended A'],
  ...[
    'a access-list 101 permit ip',
    'a 10 permit tcp any',
    ' block all',
    'a /ip firewall filter',
    ' add action=drop',
  ],
  ...[
    ' Flags: X - disabled',
    'chain=forward action=drop',
    'a chain=forward action=drop',
    ' create ws hash:net',
    ' create ws hash',
  ],
  ...[
    'a pass tls b any -> any',
    ' DisplayName : a',
    ' set firewall name a',
    ' firewall {',
    ' Chain INPUT (policy DROP)',
  ],
  ...[
    ' -P INPUT DROP',
    ' Status: active',
    ' Status: aktiv\n--  ------  ---',
    'aktiv\n--  ------  ---',
    'Status: aktiv\na --  ------  ---',
    'Status: aktiv\n--  ------  --- a',
  ],
  ...[
    ' ComputerName : a',
    ' TcpTestSucceeded : a',
    'a resource "b"',
    ' public (active)',
    'target: default',
    '  target: default a',
  ],
  ...['a table inet filter', `a:Regel: b\n${RULE}`, `ab: c\n${RULE}`, 'Regel: a\n-', `Regel: a\n${RULE} b`],
  ...['a config firewall security-policy', ' #config-version=FGT', 'a config system global', 'a security {'],
])('is no other maker’s: %j', (text) => {
  expect(nameFormat(text)).toBeNull();
});
