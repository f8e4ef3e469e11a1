/** Secrets as they stand in texts, each with the part that may not be found in a bundle. All made up. */

export interface Planted {
  readonly text: string;
  readonly needle: string;
}

function planted(text: string, needle: string): Planted {
  return { text, needle };
}

const JWT = 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJ6ejAwMSJ9.c2lnbmF0dXJlLXp6LTAwMQ';
const PEM_BODY = 'MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQzz002';

/** The registration code and the password are given to the bundle as known; everything else it has to see by itself. */
export const KNOWN = {
  code: 'WSfra+QZ7K2M',
  password: 'Tr0ub4dor&3 zz',
  url: 'http://joe:Tr0ub4dor%263%20zz@10.9.8.7:3128',
};

export const PLANTED: readonly Planted[] = [
  planted(`the code ${KNOWN.code} was typed`, 'QZ7K2M'),
  planted('url code=WSfra%2BQZ7K2N&x=1', 'QZ7K2N'),
  planted('lower wspdx+qz7k2p end', 'qz7k2p'),
  planted('SLIAD+QZ7K2Q', 'QZ7K2Q'),
  planted('json "registrationCode":"WSdub\\u002bQZ7K2R"', 'QZ7K2R'),
  planted('html WSsyd&#43;QZ7K2S', 'QZ7K2S'),
  planted('decoded WSnrt QZ7K2T in a query', 'QZ7K2T'),
  planted('spaced SLbom + QZ7K2U', 'QZ7K2U'),
  planted('double encoded WSicn%252BQZ7K2V', 'QZ7K2V'),
  planted(
    `base64 ${Buffer.from('WSsin+QZ7K2W').toString('base64')}`,
    Buffer.from('WSsin+QZ7K2W').toString('base64'),
  ),
  planted(`proxy password ${KNOWN.password} here`, 'Tr0ub4dor&3 zz'),
  planted(`encoded ${encodeURIComponent(KNOWN.password)} here`, 'Tr0ub4dor%263'),
  planted(
    `in base64 ${Buffer.from(`joe:${KNOWN.password}`).toString('base64')}`,
    Buffer.from(`joe:${KNOWN.password}`).toString('base64'),
  ),
  planted('http://joe:pw-zz003@proxy.corp.example:8080/', 'pw-zz003'),
  planted('https://token-zz004@git.corp.example/x', 'token-zz004'),
  planted('http%3A%2F%2Fjoe%3Apw-zz005%40proxy', 'pw-zz005'),
  planted('joe:pw-zz006@proxy.corp.example:8080', 'pw-zz006'),
  planted('Authorization: Basic am9lOnB3LXp6MDA3', 'am9lOnB3LXp6MDA3'),
  planted('authorization: Bearer zz008.abc-DEF_123', 'zz008.abc'),
  planted('Proxy-Authorization: NTLM TlRMTVNTUAABzz009==', 'TlRMTVNTUAABzz009'),
  planted('Proxy-Authorization: Negotiate YIIzz010AAAA', 'YIIzz010'),
  planted('Proxy-Authorization: Digest username="joe", response="zz011ff"', 'zz011ff'),
  planted('sent Basic am9lOnp6MDEyOjE= to it', 'am9lOnp6MDEyOjE='),
  planted('with Bearer zz013zz013zz1 as token', 'zz013zz013'),
  planted('Cookie: session=zz014; theme=dark; id=zz014b', 'zz014b'),
  planted('Set-Cookie: AWSALB=zz015abc; Path=/; HttpOnly', 'zz015abc'),
  planted('{"cookie":"sid=zz016x"}', 'zz016x'),
  planted('X-Amz-Security-Token: FwoGZXIvYXdzEzz017', 'zz017'),
  planted('x-api-key: zz018-key', 'zz018-key'),
  planted(`jwt ${JWT} end`, 'c2lnbmF0dXJlLXp6LTAwMQ'),
  planted(`cut jwt ${JWT.slice(0, 45)}`, JWT.slice(20, 45)),
  planted('AKIAZZ019EXAMPLE7XYZ', 'AKIAZZ019EXAMPLE7XYZ'),
  planted('key ASIAZZ020EXAMPLE7XYZ.', 'ASIAZZ020EXAMPLE7XYZ'),
  planted('aws_secret_access_key = zz021/K7MDENG+bPxRfiCYEXAMPLEKEYab', 'zz021/K7MDENG'),
  planted('AWS_SESSION_TOKEN=IQoJb3JpZ2luX2VjEzz022', 'zz022'),
  planted(`-----BEGIN PRIVATE KEY-----\n${PEM_BODY}\nabcd\n-----END PRIVATE KEY-----`, PEM_BODY),
  planted(`-----BEGIN RSA PRIVATE KEY-----\n${PEM_BODY}rsa\n-----END RSA PRIVATE KEY-----`, `${PEM_BODY}rsa`),
  planted(`"-----BEGIN EC PRIVATE KEY-----\\n${PEM_BODY}ec\\n-----END EC PRIVATE KEY-----"`, `${PEM_BODY}ec`),
  planted(
    '-----BEGIN OPENSSH PRIVATE KEY-----\nb3BlbnNzaC1rZXktdjEzz023\n-----END OPENSSH PRIVATE KEY-----',
    'b3BlbnNzaC1rZXktdjEzz023',
  ),
  planted('password=pw-zz024', 'pw-zz024'),
  planted('Password: pw-zz025', 'pw-zz025'),
  planted('"password": "pw zz026 with blanks"', 'zz026'),
  planted("'passwd' => 'pw-zz027'", 'pw-zz027'),
  planted('\\"proxyPassword\\":\\"pw-zz028\\"', 'pw-zz028'),
  planted('pwd := pw-zz029', 'pw-zz029'),
  planted('<Password>pw-zz030</Password>', 'pw-zz030'),
  planted('<ns:ClientSecret type="x">pw-zz031</ns:ClientSecret>', 'pw-zz031'),
  planted('client_secret=pw-zz032&grant_type=x', 'pw-zz032'),
  planted('--password pw-zz033', 'pw-zz033'),
  planted('net use z: /user:joe /password:pw-zz034', 'pw-zz034'),
  planted('curl -U joe:pw-zz035 http://x', 'pw-zz035'),
  planted('the password is pw-zz036.', 'pw-zz036'),
  planted('passphrase: pw-zz037', 'pw-zz037'),
  planted('https://portal.example/login?token=zz038&mac=1', 'zz038'),
  planted('GET /cb?code=zz039&state=zz039b HTTP/1.1', 'zz039b'),
  planted('https://s3.amazonaws.com/x?X-Amz-Signature=zz040ab&X-Amz-Credential=c', 'zz040ab'),
  planted('https://x.example/#access_token=zz041&id=1', 'zz041'),
  planted('SAMLResponse=PHNhbWxwOlJlc3Bzz042', 'PHNhbWxwOlJlc3Bzz042'),
  planted('"samlAssertion": "zz043assert"', 'zz043assert'),
  planted('sessionId=zz044sess', 'zz044sess'),
  planted('"refreshToken":"zz045refresh"', 'zz045refresh'),
  planted('AuthToken [x]: token=zz046', 'zz046'),
  planted('one_time_password=904512zz047', '904512zz047'),
  planted('apiKey: zz048apikey', 'zz048apikey'),
  planted('pre-shared-key = zz049psk', 'zz049psk'),
  planted('ghp_zz050zz050zz050zz050zz', 'ghp_zz050'),
  planted('xoxb-zz051-zz051-zz051', 'xoxb-zz051'),
  planted('glpat-zz052zz052zz052', 'glpat-zz052'),
  planted('snmp community=zz053public', 'zz053public'),
  planted('connectionAlias: zz054alias', 'zz054alias'),
  planted('credential=zz055', 'zz055'),
  planted('    ProxyPassword    REG_SZ    pw-zz059 with blanks', 'zz059'),
  planted("org.gnome.system.proxy.http authentication-password 'pw-zz060'", 'pw-zz060'),
  planted('  HTTPSPassword : pw-zz061', 'pw-zz061'),
];

/** Random words that only a log or a program's output may hold without a name; hidden there alone. */
export const PLANTED_IN_LOGS: readonly Planted[] = [
  planted('blob zz056AbCdEfGhIjKlMnOpQrStUvWxYz0123456789', 'zz056AbCdEf'),
  planted('hash 5f4dcc3b5aa765d61d8327deb882cf99 of it', '5f4dcc3b5aa765d61d8327deb882cf99'),
];

/** What names the person, the machine or the network: gone at "standard" and "minimal", there at "full". */
export const NAMES: readonly string[] = [
  'jane.doe',
  'Jane Doe',
  'demo-laptop',
  'DEMO-LAPTOP.corp.contoso.example',
  'CONTOSO',
  'jane.doe@contoso.example',
  'idp.contoso.example',
  'Contoso Guest 5G',
  'Contoso VPN',
  '192.168.77.23',
  '10.77.0.1',
  'fd12:3456:789a::17',
  'fe80::a00:27ff:fe4e:66a1',
  '08:00:27:4e:66:a1',
  '08-00-27-4E-66-A1',
  '0800.274e.66a1',
  '0800274e66a1',
  '/home/jane.doe/logs',
  'C:\\Users\\jane.doe\\AppData',
  'd-9a77zz1234',
  'S-1-5-21-1004336348-1177238915-682003330-512',
  'wpad.corp.contoso.example',
  'ip-192-168-77-23',
  '23.77.168.192.in-addr.arpa',
  'Janes Printer',
];

/** Names that only a switched-off proxy setting tells, bare words: hidden in raw output. */
export const NAMES_IN_SETTINGS: readonly string[] = [
  'proxybox',
  'intranetbox',
  'kim77',
  'lee78',
  'sam79',
  'wpadbox',
];

/** Raw output as the programs print it, about the machine that `NAMES` names. */
export const RAW_TOOLS: readonly {
  readonly tool: string;
  readonly args: readonly string[];
  readonly output: string;
}[] = [
  {
    tool: 'gsettings',
    args: ['list-recursively', 'org.gnome.system.proxy'],
    output:
      "org.gnome.system.proxy ignore-hosts ['localhost', 'intranetbox', '10.77.0.0/16', '::1']\n" +
      "org.gnome.system.proxy.http authentication-password 'pw-zz062'\norg.gnome.system.proxy.http authentication-user 'kim77'\n" +
      "org.gnome.system.proxy.https host 'proxybox'\norg.gnome.system.proxy.https port 3128",
  },
  {
    tool: 'reg',
    args: ['query', 'HKCU'],
    output:
      '    ProxyOverride    REG_SZ    intranetbox;*.corp.contoso.example;<local>\n    ProxyServer    REG_SZ    http=proxybox:8080;https=proxybox:8443\n' +
      '    ProxyUser    REG_SZ    lee78\n    AutoConfigURL    REG_SZ    http://wpadbox/proxy.pac',
  },
  {
    tool: 'scutil',
    args: ['--proxy'],
    output:
      '<dictionary> {\n  ExceptionsList : <array> {\n    0 : *.local\n    1 : intranetbox\n  }\n  HTTPSEnable : 1\n  HTTPSPort : 8443\n  HTTPSProxy : proxybox\n  HTTPSUser : sam79\n}',
  },
  {
    tool: 'ping',
    args: ['-n', '-c', '1', '10.77.0.1'],
    output:
      'PING 10.77.0.1 (10.77.0.1) 56(84) bytes of data.\n64 bytes from 10.77.0.1: icmp_seq=1 ttl=64 time=1.52 ms',
  },
  {
    tool: 'ip',
    args: ['-j', '-d', 'addr', 'show'],
    output:
      '[{"ifname":"Contoso VPN","address":"08:00:27:4e:66:a1","altnames":["enx0800274e66a1"],"addr_info":[{"family":"inet",' +
      '"local":"192.168.77.23","prefixlen":24,"broadcast":"192.168.77.255"},{"family":"inet6","local":"fd12:3456:789a::17"}]}]',
  },
  {
    tool: 'ss',
    args: ['-tinH'],
    output:
      'ESTAB 0 0 192.168.77.23:50120 52.59.191.224:4172\n\t cubic wscale:7,7 rto:204 rtt:1.5/0.75 minrtt:1.4',
  },
  {
    tool: 'resolvectl',
    args: ['dns'],
    output: 'Global:\nLink 2 (Contoso VPN): 10.77.0.1 fd12:3456:789a::17',
  },
  {
    tool: 'scutil',
    args: ['--dns'],
    output:
      'resolver #1\n  search domain[0] : corp.contoso.example\n  nameserver[0] : 10.77.0.1\n  if_index : 4 (en0)',
  },
  {
    tool: 'netsh',
    args: ['wlan', 'show', 'interfaces'],
    output:
      '    Name                   : Wi-Fi\n    Physical address       : 08:00:27:4e:66:a1\n    SSID                   : Contoso Guest 5G\n' +
      '    BSSID                  : 08:00:27:4e:66:a1\n    Profile                : Contoso Guest 5G',
  },
  {
    tool: 'reg.exe',
    args: ['query', 'HKCU\\Software\\Microsoft\\Windows\\CurrentVersion\\Internet Settings'],
    output:
      '    ProxyServer    REG_SZ    proxy.corp.contoso.example:3128\n    InstallLocation    REG_SZ    C:\\Users\\jane.doe\\AppData\\Local\\x',
  },
  {
    tool: 'powershell',
    args: ['-Command', 'x'],
    output:
      '{"adapters":[{"name":"Contoso VPN","mac":"08-00-27-4E-66-A1"}],"addresses":[{"address":"192.168.77.23"}]}',
  },
  {
    tool: 'system_profiler',
    args: ['-json'],
    output:
      '{"spairport_airport_other_local_wireless_networks":[{"_name":"Neighbours Wi-Fi"},{"_name":"Contoso Guest 5G"}]}',
  },
];
