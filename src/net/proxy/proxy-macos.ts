/** The proxy of macOS' network settings, as `scutil --proxy` prints them (scutil(8)). */
import { joinHostPort, splitList, WPAD_PROBLEM, type ProxyConfig } from './proxy-config.ts';

/** Null when neither a proxy for https nor a PAC file is enabled. */
export function parseMacosProxy(output: string): ProxyConfig | null {
  // What follows belongs to single interfaces and to supplemental matches, not to the machine as a whole.
  const [global = ''] = output.split(/__SCOPED__|__SUPPLEMENTAL__/);
  const proxyText = fixedProxy(global);
  const pacUrl = isOn(global, 'ProxyAutoConfigEnable') ? valueOf(global, 'ProxyAutoConfigURLString') : null;
  const isDetecting = isOn(global, 'ProxyAutoDiscoveryEnable');
  if (proxyText === null && pacUrl === null && !isDetecting) return null;
  const simple = isOn(global, 'ExcludeSimpleHostnames') ? ['<local>'] : [];
  return {
    source: 'macos-scutil',
    proxyText,
    pacUrl,
    bypass: [...simple, ...readExceptions(global)],
    bypassStyle: 'exact',
    problem: isDetecting ? WPAD_PROBLEM : null,
  };
}

function fixedProxy(output: string): string | null {
  const host = isOn(output, 'HTTPSEnable') ? valueOf(output, 'HTTPSProxy') : null;
  return host === null ? null : joinHostPort(host, valueOf(output, 'HTTPSPort') ?? '80');
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
