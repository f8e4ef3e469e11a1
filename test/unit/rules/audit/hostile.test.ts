/* eslint-disable max-lines -- rows are data */
/** Shapes of public files, with the exit that each must have: false green is the worst fault, false red and a wrong format come next. */
import { expect, test } from '@jest/globals';
import { loadTables } from '../../../../src/regions/tables.ts';
import { audit, auditOutcome } from '../../../../src/rules/audit/audit.ts';
import { auditContext } from '../../../../src/rules/audit/audit-context.ts';
import { readAuditText } from '../../../../src/rules/audit/read-audit-text.ts';
import { ruleRequest } from '../rule-fixtures.ts';

const context = auditContext(loadTables(), ruleRequest('eu-central-1'));

const policies = (text: string): string => `config firewall policy\n${text}end\n`;
const wide =
  'edit 9\nset srcintf "lan"\nset dstintf "wan1"\nset srcaddr "all"\nset dstaddr "all"\nset action accept\nset schedule "always"\nset service "ALL"\nnext\n';
const CASES: readonly (readonly [string, number, string])[] = [
  [
    'asa service object',
    1,
    'object service WS\n service tcp destination eq 4195\naccess-list O extended deny object WS any any\naccess-list O extended permit ip any any\n',
  ],
  [
    'asa protocol group',
    1,
    'object-group protocol TU\n protocol-object tcp\n protocol-object udp\naccess-list O extended deny object-group TU any 18.192.216.0 255.255.252.0\naccess-list O extended permit ip any any\n',
  ],
  [
    'asa forward ref',
    1,
    'object-group network A\n group-object B\nobject-group network B\n network-object 18.192.216.0 255.255.252.0\naccess-list O extended deny ip any object-group A\naccess-list O extended permit ip any any\n',
  ],
  [
    'asa several no group',
    2,
    'access-list A extended permit ip any any\naccess-list B extended deny ip any any\n',
  ],
  [
    'asa bound deny',
    1,
    'access-list A extended permit ip any any\naccess-list B extended deny ip any any\naccess-group B in interface inside\naccess-group A in interface outside\n',
  ],
  [
    'asa bound ok',
    0,
    'access-list A extended permit ip any any\naccess-list SPLIT extended deny ip any any\naccess-group A in interface inside\n',
  ],
  [
    'asa out list',
    1,
    'access-list A extended permit ip any any\naccess-list B extended permit tcp any any eq 443\naccess-group A in interface inside\naccess-group B out interface outside\n',
  ],
  ['asa source port 443 permit', 1, 'access-list A extended permit tcp any eq 443 any\n'],
  [
    'asa neq',
    0,
    'access-list A extended deny tcp any any eq smtp\naccess-list A extended permit ip any any\n',
  ],
  [
    'asa neq2',
    1,
    'access-list A extended deny tcp any any neq 443\naccess-list A extended permit ip any any\n',
  ],
  [
    'asa inactive',
    0,
    'access-list A extended deny ip any any inactive\naccess-list A extended permit ip any any\n',
  ],
  [
    'asa time',
    2,
    'access-list A extended deny ip any any time-range NIGHT\naccess-list A extended permit ip any any\n',
  ],
  [
    'asa user',
    2,
    'access-list A extended deny ip user CORP\\bob any any\naccess-list A extended permit ip any any\n',
  ],
  [
    'asa name',
    1,
    'name 18.192.216.0 ws\naccess-list A extended deny ip any ws 255.255.252.0\naccess-list A extended permit ip any any\n',
  ],
  [
    'asa show access-list',
    1,
    'access-list A; 2 elements; name hash: 0x1\naccess-list A line 1 extended deny ip any object-group WS (hitcnt=0) 0x1\n  access-list A line 1 extended deny ip any 18.192.216.0 255.255.252.0 (hitcnt=0) 0x2\naccess-list A line 2 extended permit ip any any (hitcnt=5) 0x3\n',
  ],
  [
    'asa icmp deny',
    0,
    'access-list A extended deny icmp any any\naccess-list A extended permit ip any any\n',
  ],
  [
    'asa source deny one',
    0,
    'access-list A extended deny ip host 10.1.1.1 any\naccess-list A extended permit ip any any\n',
  ],
  ['asa ios list', 2, 'ip access-list extended OUT\n permit tcp any any eq 443\n deny ip any any\n'],
  ['asa ios numbered', 2, 'access-list 101 permit tcp any any eq 443\naccess-list 101 deny ip any any\n'],
  [
    'forti negate',
    1,
    policies(
      'edit 1\nset srcaddr "all"\nset dstaddr "lan"\nset dstaddr-negate enable\nset action deny\nset service "ALL"\nnext\n' +
        wide,
    ) + 'config firewall address\nedit "lan"\nset subnet 10.0.0.0 255.0.0.0\nnext\nend\n',
  ],
  [
    'forti nested',
    0,
    'config firewall address\nedit "x"\nconfig list\nedit 1\nset ip 1.2.3.4\nnext\nend\nset subnet 10.0.0.0 255.0.0.0\nnext\nend\n' +
      policies(wide),
  ],
  [
    'forti vdoms',
    2,
    'config vdom\nedit root\n' +
      policies(wide) +
      'next\nedit dmz\n' +
      policies('edit 1\nset dstaddr "all"\nset service "ALL"\nnext\n') +
      'next\nend\n',
  ],
  [
    'forti comment lines',
    0,
    policies(
      'edit 1\nset comments "first\nset action deny\nsecond"\nset srcaddr "all"\nset dstaddr "all"\nset action accept\nset schedule "always"\nset service "ALL"\nnext\n',
    ),
  ],
  [
    'forti geo deny',
    2,
    'config firewall address\nedit "geo"\nset type geography\nset country "DE"\nnext\nend\n' +
      policies(
        'edit 1\nset srcaddr "all"\nset dstaddr "geo"\nset action deny\nset schedule "always"\nset service "ALL"\nnext\n' +
          wide,
      ),
  ],
  [
    'forti isdb deny',
    2,
    policies(
      'edit 1\nset srcaddr "all"\nset internet-service enable\nset internet-service-name "Amazon-AWS"\nset action deny\nset schedule "always"\nnext\n' +
        wide,
    ),
  ],
  [
    'forti webfilter',
    2,
    policies(
      wide.replace('set service', 'set utm-status enable\nset webfilter-profile "default"\nset service'),
    ),
  ],
  [
    'forti cert inspection',
    0,
    policies(wide.replace('set service', 'set ssl-ssh-profile "certificate-inspection"\nset service')),
  ],
  [
    'forti deep',
    2,
    policies(wide.replace('set service', 'set ssl-ssh-profile "deep-inspection"\nset service')),
  ],
  [
    'forti schedule',
    2,
    policies(
      'edit 1\nset srcaddr "all"\nset dstaddr "all"\nset schedule "night"\nset service "ALL"\nnext\n' + wide,
    ),
  ],
  [
    'forti dmz only',
    1,
    policies(
      wide.replace('wan1', 'dmz') +
        'edit 3\nset srcintf "lan"\nset dstintf "wan1"\nset srcaddr "all"\nset dstaddr "all"\nset action accept\nset schedule "always"\nset service "HTTPS"\nnext\n',
    ),
  ],
  ['forti https + unknown svc', 1, policies(wide.replace('"ALL"', '"HTTPS" "MYAPP"'))],
  [
    'forti addresses only',
    2,
    'config firewall address\nedit "a"\nset subnet 1.2.3.0 255.255.255.0\nnext\nend\n',
  ],
  [
    'forti service group ALL redefined',
    0,
    'config firewall service custom\nedit "ALL"\nset protocol IP\nnext\nend\n' + policies(wide),
  ],
  [
    'forti v6 only',
    1,
    policies(
      'edit 1\nset srcaddr6 "all"\nset dstaddr6 "all"\nset action accept\nset schedule "always"\nset service "ALL"\nnext\n',
    ),
  ],
  [
    'pan basic any',
    0,
    'set rulebase security rules a from trust to untrust source any destination any application any service any action allow\n',
  ],
  [
    'pan disabled',
    1,
    'set rulebase security rules a from any to any source any destination any application any service any action allow\nset rulebase security rules a disabled yes\n',
  ],
  [
    'pan deny first multi-line',
    1,
    'set rulebase security rules "no ws" from any\nset rulebase security rules "no ws" to any\nset rulebase security rules "no ws" source any\nset rulebase security rules "no ws" destination any\nset rulebase security rules "no ws" application any\nset rulebase security rules "no ws" service tcp-4195\nset rulebase security rules "no ws" action deny\nset service tcp-4195 protocol tcp port 4195\nset rulebase security rules z from any to any source any destination any application any service any action allow\n',
  ],
  [
    'pan bittorrent deny',
    0,
    'set rulebase security rules x from any to any source any destination any application bittorrent service any action deny\nset rulebase security rules z from any to any source any destination any application any service any action allow\n',
  ],
  [
    'pan ssl deny',
    2,
    'set rulebase security rules x from any to any source any destination any application ssl service any action deny\nset rulebase security rules z from any to any source any destination any application any service any action allow\n',
  ],
  [
    'pan app allow web',
    1,
    'set rulebase security rules z from any to any source any destination any application [ web-browsing ssl ] service application-default action allow\n',
  ],
  [
    'pan post before',
    0,
    'set device-group DG post-rulebase security rules d from any to any source any destination any application any service any action deny\nset device-group DG pre-rulebase security rules a from any to any source any destination any application any service any action allow\n',
  ],
  [
    'pan intrazone',
    1,
    'set rulebase security rules a from trust to trust source any destination any application any service any action allow rule-type intrazone\n',
  ],
  [
    'pan trust-dmz',
    1,
    'set rulebase security rules a from trust to dmz source any destination any application any service any action allow\n',
  ],
  [
    'pan group',
    1,
    'set address a ip-netmask 18.192.216.0/22\nset address-group g static [ a ]\nset rulebase security rules d from any to any source any destination g application any service any action drop\nset rulebase security rules z from any to any source any destination any application any service any action allow\n',
  ],
  [
    'pan EDL deny',
    2,
    'set rulebase security rules d from any to any source any destination [ bad-ips ] application any service any action drop\nset rulebase security rules z from any to any source any destination any application any service any action allow\n',
  ],
  [
    'pan negate',
    1,
    'set rulebase security rules d from any to any source any destination 10.0.0.0/8 negate-destination yes application any service any action drop\nset rulebase security rules z from any to any source any destination any application any service any action allow\n',
  ],
  ['pan objects only', 2, 'set address a ip-netmask 18.192.216.0/22\n'],
  [
    'pan csv intrazone-default',
    1,
    '"","Name","Type","Source Zone","Source Address","Destination Zone","Destination Address","Application","Service","Action"\n"1","intrazone-default","intrazone","any","any","(intrazone)","any","any","any","Allow"\n"2","interzone-default","interzone","any","any","any","any","any","any","Deny"\n',
  ],
  [
    'squid typical safe',
    1,
    'acl localnet src 10.0.0.0/8\nacl SSL_ports port 443\nacl Safe_ports port 80\nacl Safe_ports port 443\nacl CONNECT method CONNECT\nhttp_access deny !Safe_ports\nhttp_access deny CONNECT !SSL_ports\nhttp_access allow localhost manager\nhttp_access deny manager\nhttp_access allow localnet\nhttp_access deny all\n',
  ],
  [
    'squid deny !whitelist',
    1,
    'acl wl dstdomain .example.com\nhttp_access deny !wl\nhttp_access allow all\n',
  ],
  ['squid include', 1, 'include /etc/squid/conf.d/*.conf\nhttp_access allow all\n'],
  [
    'sg two groups',
    1,
    '{"SecurityGroups":[{"GroupId":"sg-1","IpPermissionsEgress":[{"IpProtocol":"tcp","FromPort":443,"ToPort":443,"IpRanges":[{"CidrIp":"0.0.0.0/0"}]}]},{"GroupId":"sg-2","IpPermissionsEgress":[]}]}',
  ],
  [
    'sg rules flat',
    0,
    '{"SecurityGroupRules":[{"SecurityGroupRuleId":"sgr-1","GroupId":"sg-1","IsEgress":true,"IpProtocol":"-1","FromPort":-1,"ToPort":-1,"CidrIpv4":"0.0.0.0/0"}]}',
  ],
  [
    'sg prefix list',
    1,
    '{"SecurityGroups":[{"GroupId":"sg-1","IpPermissionsEgress":[{"IpProtocol":"-1","PrefixListIds":[{"PrefixListId":"pl-1"}]}]}]}',
  ],
  [
    'nacl no inbound',
    2,
    '{"NetworkAcls":[{"Entries":[{"CidrBlock":"0.0.0.0/0","Egress":true,"Protocol":"-1","RuleAction":"allow","RuleNumber":100}]}]}',
  ],
  [
    'azure json',
    1,
    '[{"name":"Deny","priority":100,"direction":"Outbound","access":"Deny","protocol":"*","sourceAddressPrefix":"*","sourceAddressPrefixes":[],"destinationAddressPrefix":"","destinationAddressPrefixes":["18.192.216.0/22"],"destinationPortRange":"*","destinationPortRanges":[],"sourcePortRange":"*"}]',
  ],
  [
    'azure arm',
    0,
    '{"value":[{"name":"A","id":"x","etag":"y","type":"t","properties":{"provisioningState":"Succeeded","protocol":"*","sourcePortRange":"*","destinationPortRange":"*","sourceAddressPrefix":"*","destinationAddressPrefix":"VirtualNetwork","access":"Deny","priority":100,"direction":"Outbound"}}]}',
  ],
  [
    'azure portal csv',
    1,
    'Priority,Name,Port,Protocol,Source,Destination,Action\n4096,DenyAll,Any,Any,Any,Any,Deny\n65001,AllowInternetOutBound,Any,Any,Any,Internet,Allow\n',
  ],
  [
    'azure in+out',
    0,
    'name,priority,direction,access,protocol,sourceAddressPrefix,destinationAddressPrefix,destinationPortRange\nDenyIn,100,Inbound,Deny,*,*,*,*\nAllowOut,200,Outbound,Allow,*,*,Internet,*\n',
  ],
  [
    'meraki json',
    1,
    '{"rules":[{"comment":"x","policy":"deny","protocol":"tcp","destPort":"4195","destCidr":"Any","srcPort":"Any","srcCidr":"Any","syslogEnabled":false},{"comment":"Default rule","policy":"allow","protocol":"Any","destPort":"Any","destCidr":"Any","srcPort":"Any","srcCidr":"Any","syslogEnabled":false}]}',
  ],
  [
    'meraki vlan',
    0,
    'Policy,Protocol,Source,Src port,Destination,Dst port,Comment\ndeny,any,VLAN(10).*,any,10.0.0.0/8,any,x\nallow,any,any,any,any,any,Default rule\n',
  ],
  [
    'win json numeric',
    1,
    '[{"DisplayName":"b","Enabled":1,"Direction":2,"Action":4,"Protocol":"TCP","RemotePort":["4195"],"RemoteAddress":"Any","Program":"Any"}]',
  ],
  [
    'win profile block',
    1,
    '{"Profiles":[{"Name":"Domain","Enabled":"True","DefaultOutboundAction":"Block"}],"Rules":[{"DisplayName":"b","Enabled":"True","Direction":"Outbound","Action":"Allow","Protocol":"TCP","RemotePort":"443","RemoteAddress":"Any","Program":"Any"}]}',
  ],
  [
    'win without a rule, a profile blocks',
    1,
    '{"Profiles":[{"Name":"Domain","Enabled":"True","DefaultOutboundAction":"Allow"},{"Name":"Public","Enabled":"True","DefaultOutboundAction":"Block"}],"Rules":[]}',
  ],
  [
    'win without a rule, the profile lets out',
    0,
    '{"Profiles":[{"Name":"Domain","Enabled":"True","DefaultOutboundAction":"Allow"}],"Rules":[]}',
  ],
  ['win without a rule and a profile', 2, '{"Profiles":[],"Rules":[]}'],
  ['win without a rule and a word of what else happens', 2, '{"Profiles":[{"Name":"Domain"}],"Rules":[]}'],
  [
    'win german',
    1,
    'Name;Gruppe;Profil;Aktiviert;Aktion;Außer Kraft setzen;Programm;Lokale Adresse;Remoteadresse;Protokoll;Lokaler Port;Remoteport;Autorisierte Computer\nSperre;;Alle;Ja;Blockieren;Nein;Beliebig;Beliebig;Beliebig;TCP;Beliebig;4195;Beliebig\n',
  ],
  [
    'win localsubnet block',
    0,
    'Name,Enabled,Action,Program,Remote Address,Protocol,Remote Port\nx,Yes,Block,Any,Local subnet,Any,Any\n',
  ],
  [
    'win public profile block',
    0,
    'Name,Profile,Enabled,Action,Program,Remote Address,Protocol,Remote Port\nx,Public,Yes,Block,Any,Any,Any,Any\n',
  ],
  [
    'iptables with prompt',
    1,
    'root@fw:~# iptables-save\n# Generated by iptables-save v1.8.7\n*filter\n:INPUT ACCEPT [0:0]\n:FORWARD ACCEPT [0:0]\n:OUTPUT DROP [0:0]\nCOMMIT\n',
  ],
  [
    'iptables script',
    2,
    '#!/bin/sh\niptables -P OUTPUT DROP\niptables -A OUTPUT -p tcp --dport 443 -j ACCEPT\n',
  ],
  ['pf.conf', 2, 'block all\npass out on em0 proto tcp from any to any port 443\n'],
  ['mikrotik', 2, '/ip firewall filter\nadd chain=forward action=drop\n'],
  ['ipset', 2, 'create ws hash:net family inet\nadd ws 18.192.216.0/22\n'],
  [
    'netsh german',
    2,
    'Regelname:                            Block\n----------------------------------------------------------------------\nAktiviert:                            Ja\nRichtung:                             Ausgehend\n',
  ],
  [
    'get-netfirewallrule text',
    2,
    'Name                  : {1}\nDisplayName           : Block\nEnabled               : True\nDirection             : Outbound\nAction                : Block\n',
  ],
  ['cloudformation', 2, '{"Resources":{"SG":{"Type":"AWS::EC2::SecurityGroup","Properties":{}}}}'],
  [
    'gcloud',
    2,
    '[{"name":"deny","direction":"EGRESS","priority":100,"denied":[{"IPProtocol":"all"}],"destinationRanges":["0.0.0.0/0"],"disabled":false}]',
  ],
  ['cisco ios in csvish', 2, 'ip access-list extended OUT\n 10 permit tcp any any eq 443, log\n'],
  [
    'csv priority',
    1,
    'priority,destination,port,protocol,action\n200,any,any,any,allow\n100,any,any,any,deny\n',
  ],
  ['csv enabled empty', 0, 'enabled,destination,port,protocol,action\n,any,any,any,allow\n'],
  [
    'csv enabled unknown',
    2,
    'enabled,destination,port,protocol,action\nmaybe,any,any,any,deny\nyes,any,any,any,allow\n',
  ],
  ['csv negate !', 1, 'destination,port,protocol,action\n!10.0.0.0/8,any,any,deny\nany,any,any,allow\n'],
  ['csv status expired allow', 1, 'destination,port,protocol,action,status\nany,any,any,allow,disabled\n'],
  [
    'csv two tables',
    1,
    'destination,port,protocol,action\n10.0.0.1,443,tcp,allow\n\ndestination,port,protocol,action\n10.0.0.2,443,tcp,allow\n',
  ],
  [
    'md table',
    0,
    '| Destination | Port | Protocol | Action |\n|---|---|---|---|\n| any | any | any | allow |\n',
  ],
  ['csv quote trailing', 0, '"Destination","Port","Protocol","Action"\n"any","any","any","allow"\n'],
  ['csv action column french', 1, 'Destination;Port;Protocole;Action\nTous;Tous;Tous;Bloqué\n'],
  ['csv comments col deny', 0, 'Destination,Port,Protocol,Action,Comment\nany,any,any,Allow,deny nothing\n'],
  ['csv ipv6 any', 1, 'destination,port,protocol,action\n::/0,any,any,allow\n'],
  ['list with !', 1, '!18.192.216.0/22\n0.0.0.0/0\n'],
  [
    'windows script',
    1,
    "New-NetFirewallRule -DisplayName 'x' -Direction Outbound -Action Block -Protocol TCP -RemotePort 4195 | Out-Null\n",
  ],
  [
    'windows script inbound',
    0,
    "New-NetFirewallRule -DisplayName 'x' -Action Block -Protocol TCP -LocalPort 4195\n",
  ],
  [
    'windows script, the rest blocked',
    1,
    "Set-NetFirewallProfile -All -DefaultOutboundAction Block\nNew-NetFirewallRule -DisplayName 'x' -Direction Outbound -Action Allow -Protocol TCP -RemotePort 443\n",
  ],
  [
    'asa sign that is a word of JavaScript',
    2,
    'object-group service X tcp\n port-object __proto__ 443\naccess-list O extended deny tcp any any object-group X\naccess-list O extended permit ip any any\n',
  ],
  [
    'asa sign that nobody knows opens nothing',
    1,
    'object-group service X tcp\n port-object near 443\naccess-list O extended permit tcp any any object-group X\n',
  ],
  [
    'nft sign that is a word of JavaScript',
    2,
    '{"nftables":[{"table":{"family":"ip","name":"f"}},{"chain":{"family":"ip","table":"f","name":"output","type":"filter","hook":"output","prio":0,"policy":"accept"}},{"rule":{"family":"ip","table":"f","chain":"output","expr":[{"match":{"op":"constructor","left":{"payload":{"protocol":"tcp","field":"dport"}},"right":4195}},{"drop":null}]}}]}',
  ],
];

test.each(CASES)('%s: exit %i', (_name, exit, text) => {
  const file = readAuditText(text);
  expect(typeof file === 'string' ? 2 : auditOutcome(audit(file, context))).toBe(exit);
});

test.each([
  ['#!/bin/sh\niptables -P OUTPUT DROP\n', /script of iptables/],
  ['block all\npass out on em0 proto tcp from any to any port 443\n', /pf\.conf/],
  ['/ip firewall filter\nadd chain=forward action=drop\n', /RouterOS/],
  ['create ws hash:net family inet\nadd ws 18.192.216.0/22\n', /ipset save/],
  ['ip access-list extended OUT\n permit tcp any any eq 443\n', /Cisco IOS/],
  ['Regelname:                 Block\n-----------------------------\nAktiviert:   Ja\n', /netsh advfirewall/],
  ['DisplayName           : Block\nEnabled               : True\n', /Get-NetFirewallRule as text/],
  ['pass tls $HOME_NET any -> any 443 (msg:"x"; sid:1;)\n', /Suricata/],
])('a file that is not read is named: %j', (text, told) => {
  expect(readAuditText(text)).toEqual(expect.stringMatching(told));
});
