/** The proxy of macOS' network settings, as `scutil --proxy` prints them (scutil(8)). */
import {
  configOf,
  joinHostPort,
  splitList,
  WPAD,
  type NotFollowed,
  type ProxyConfig,
  type ProxyFact,
} from './proxy-config.ts';

/** Null when nothing is enabled: no proxy for https, no PAC file, and nothing that could not be followed. */
export function parseMacosProxy(output: string): ProxyConfig | null {
  // What follows belongs to single interfaces and to supplemental matches, not to the machine as a whole.
  const [global = '', ...parts] = output.split(/__SCOPED__|__SUPPLEMENTAL__/);
  const simple = isOn(global, 'ExcludeSimpleHostnames') ? ['<local>'] : [];
  const config = configOf({
    source: 'macos-scutil',
    proxyText: fixedProxy(global, 'HTTPS'),
    pacUrl: isOn(global, 'ProxyAutoConfigEnable') ? valueOf(global, 'ProxyAutoConfigURLString') : null,
    bypass: [...simple, ...readExceptions(global)],
    bypassStyle: 'exact',
    socks: fixedProxy(global, 'SOCKS'),
    more: [
      ...(isOn(global, 'ProxyAutoDiscoveryEnable') ? [WPAD] : []),
      ...(isOn(global, 'ProxyAutoConfigEnable') && hasInlineScript(global) ? [INLINE_SCRIPT] : []),
    ],
  });
  return config ?? perInterface(parts.join('\n'));
}

/** Device management can put the script itself into the settings (SystemConfiguration, kSCPropNetProxiesProxyAutoConfigJavaScript). */
function hasInlineScript(global: string): boolean {
  return (
    valueOf(global, 'ProxyAutoConfigURLString') === null &&
    valueOf(global, 'ProxyAutoConfigJavaScript') !== null
  );
}

const INLINE_SCRIPT: NotFollowed = {
  kind: 'other',
  text: 'a proxy script stands in the network settings themselves; Preflight does not follow it',
};

/** The setting of an interface that is not the first one: what is bound to it alone goes by it. */
function perInterface(scoped: string): ProxyConfig | null {
  const interfaces = scoped.split(/^\s{2,6}(?=\S+ : <dictionary> \{)/m).flatMap((block) => {
    const name = /^(\S+) : <dictionary>/.exec(block)?.[1];
    const enabled = ['HTTPSEnable', 'SOCKSEnable', 'ProxyAutoConfigEnable', 'ProxyAutoDiscoveryEnable'];
    return name !== undefined && enabled.some((key) => isOn(block, key)) ? [name] : [];
  });
  if (interfaces.length === 0) return null;
  const text = `a proxy is set for ${interfaces.join(', ')} alone; Preflight does not follow it`;
  const nothing = { proxyText: null, pacUrl: null, bypass: [], bypassStyle: 'exact' as const };
  return configOf({ ...nothing, source: 'macos-scutil', more: [{ kind: 'per-interface', text }] });
}

function fixedProxy(output: string, scheme: 'HTTPS' | 'SOCKS'): string | null {
  const host = isOn(output, `${scheme}Enable`) ? valueOf(output, `${scheme}Proxy`) : null;
  return host === null ? null : joinHostPort(host, valueOf(output, `${scheme}Port`) ?? DEFAULT_PORT[scheme]);
}

const DEFAULT_PORT = { HTTPS: '80', SOCKS: '1080' } as const;

/** Every value of the machine as a whole; lists and the parts of single interfaces are left out. */
export function macosFacts(output: string): ProxyFact[] {
  const [global = ''] = output.split(/__SCOPED__|__SUPPLEMENTAL__/);
  return [...global.matchAll(/^\s*([A-Z]\w+)\s*:\s*([^<\s].*?)\s*$/gm)].map(([, name = '', value = '']) => ({
    place: 'system' as const,
    name,
    value,
  }));
}

function isOn(output: string, name: string): boolean {
  return valueOf(output, name) === '1';
}

function valueOf(output: string, name: string): string | null {
  return new RegExp(`^\\s*${name}\\s*:\\s*(\\S.*?)\\s*$`, 'm').exec(output)?.[1] ?? null;
}

/** The numbered lines of `ExceptionsList : <array> { … }`; people also put several entries into one line. */
function readExceptions(output: string): readonly string[] {
  const [, body = ''] = /ExceptionsList : <array> \{([^}]*)\}/.exec(output) ?? [];
  return splitList(body.replace(/^\s*\d+ : /gm, ''), /[,\s]+/);
}
