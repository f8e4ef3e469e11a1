// Manifests of package managers as text, out of the checksums of a release. Formats: winget manifest schema 1.6.0
// (https://learn.microsoft.com/windows/package-manager/package/manifest), scoop's app manifest, Homebrew's formula.

const ID = 'Preflight.Preflight';
const WHAT =
  'Says whether a machine, on its network, is ready for Amazon WorkSpaces, and if not, what the one cause is.';
const SCHEMA = '1.6.0';

/** @typedef {{ url: string, version: string, sums: Record<string, string> }} Release `sums`: SHA-256 by file name */

const ARCHITECTURES = ['x64', 'arm64'];
const zipName = (version, arch) => `preflight-${version}-win-${arch}.zip`;

function sumOf({ sums }, name) {
  if (!/^[0-9a-f]{64}$/.test(sums[name] ?? '')) throw new Error(`no checksum of ${name}`);
  return sums[name];
}

/** A portable program out of a zip: no installer, no admin rights; winget puts it into the user's PATH. @param {Release} release */
export function wingetManifests(release) {
  const { url, version, sums } = release;
  const head = (type) => `ManifestType: ${type}\nManifestVersion: ${SCHEMA}\n`;
  const installers = ARCHITECTURES.filter((arch) => sums[zipName(version, arch)]).map((arch) => {
    const name = zipName(version, arch);
    return `  - Architecture: ${arch}
    InstallerUrl: ${url}/${name}
    InstallerSha256: '${sumOf(release, name).toUpperCase()}'
`;
  });
  if (installers.length === 0) return {};
  // In quotes: YAML takes 1.10 for a number, and a checksum may look like one.
  const same = `PackageIdentifier: ${ID}\nPackageVersion: '${version}'\n`;
  return {
    [`winget/${ID}.yaml`]: `${same}DefaultLocale: en-US\n${head('version')}`,
    [`winget/${ID}.installer.yaml`]: `${same}InstallerType: zip
NestedInstallerType: portable
NestedInstallerFiles:
  - RelativeFilePath: preflight-${version}\\preflight.exe
    PortableCommandAlias: preflight
Scope: user
Commands:
  - preflight
Installers:
${installers.join('')}${head('installer')}`,
    [`winget/${ID}.locale.en-US.yaml`]: `${same}PackageLocale: en-US
Publisher: The Preflight maintainers
PackageName: Preflight
License: MIT
ShortDescription: ${WHAT}
${head('defaultLocale')}`,
  };
}

/** @param {Release} release */
export function scoopManifest(release) {
  const { url, version, sums } = release;
  const names = { x64: '64bit', arm64: 'arm64' };
  const there = ARCHITECTURES.filter((arch) => sums[zipName(version, arch)]);
  if (there.length === 0) return {};
  const architecture = Object.fromEntries(
    there.map((arch) => {
      const name = zipName(version, arch);
      return [names[arch], { url: `${url}/${name}`, hash: sumOf(release, name) }];
    }),
  );
  const manifest = {
    version,
    description: WHAT,
    homepage: url.replace(/\/releases\/.*$/, ''),
    license: 'MIT',
    architecture,
    extract_dir: `preflight-${version}`,
    bin: 'preflight.exe',
    shortcuts: [['preflight.exe', 'Preflight']],
  };
  return { 'scoop/preflight.json': `${JSON.stringify(manifest, null, 4)}\n` };
}

/** @param {Release} release */
export function brewFormula(release) {
  const { url, version, sums } = release;
  const block = (system, programs) => {
    const there = programs.filter(([, name]) => sums[name]);
    const each = there.map(
      ([cpu, name]) => `    on_${cpu} do
      url "${url}/${name}"
      sha256 "${sumOf(release, name)}"
    end
`,
    );
    return each.length === 0 ? '' : `  on_${system} do\n${each.join('')}  end\n\n`;
  };
  const macos = block('macos', [
    ['arm', 'preflight-macos-arm64'],
    ['intel', 'preflight-macos-x64'],
  ]);
  const linux = block('linux', [
    ['arm', 'preflight-linux-arm64'],
    ['intel', 'preflight-linux-x64'],
  ]);
  if (macos === '' && linux === '') return {};
  const text = `class Preflight < Formula
  desc "Readiness check of a machine and its network for Amazon WorkSpaces"
  homepage "${url.replace(/\/releases\/.*$/, '')}"
  version "${version}"
  license "MIT"

${macos}${linux}  def install
    bin.install Dir["preflight-*"].first => "preflight"
    generate_completions_from_executable(bin/"preflight", "completion", shells: [:bash, :zsh, :fish])
  end

  test do
    assert_equal version.to_s, shell_output("#{bin}/preflight --version").strip
    assert_match "Ready", shell_output("#{bin}/preflight check --simulate ready --region eu-central-1")
  end
end
`;
  return { 'homebrew/preflight.rb': text };
}
