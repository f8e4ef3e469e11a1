/** packaging/units, as far as this system can prove them. */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { watchCommand } from '../../../src/cli/commands/watch.ts';

const unit = (name: string) => `packaging/units/${name}`;
const hasAnalyze = spawnSync('systemd-analyze', ['--version']).status === 0;

(hasAnalyze ? test : test.skip)('the service is exposed by at most 2.0 of 10', () => {
  const args = [
    'security',
    '--offline=true',
    '--no-pager',
    '--threshold=20',
    unit('preflight-watch.service'),
  ];
  const said = execFileSync('systemd-analyze', args, { encoding: 'utf8' });
  const [, level] = /Overall exposure level[^:]*: ([\d.]+)/.exec(said) ?? [];
  expect(Number(level)).toBeLessThanOrEqual(2);
});

(hasAnalyze ? test : test.skip)('systemd finds nothing to say of its units', () => {
  const folder = mkdtempSync(join(tmpdir(), 'preflight-units-'));
  const files = ['preflight-watch.service', 'preflight-once.service', 'preflight-once.timer'].map((name) => {
    // That the program is there is all that it must not look at.
    const text = readFileSync(unit(name), 'utf8').replaceAll('/usr/local/bin/preflight', process.execPath);
    writeFileSync(join(folder, name), text);
    return join(folder, name);
  });
  const { status, stderr } = spawnSync('systemd-analyze', ['verify', '--man=no', ...files], {
    encoding: 'utf8',
  });
  rmSync(folder, { recursive: true });
  // Of units of this computer it may say what it wants.
  expect({ status, said: stderr.split('\n').filter((line) => line.includes('preflight')) }).toEqual({
    status: 0,
    said: [],
  });
});

const READ_XML = `
import json, plistlib, sys, xml.etree.ElementTree as tree
name = sys.argv[1]
def of(node):
    children = [[child.tag.split('}')[1], of(child)] for child in node]
    return children if children else node.text
print(json.dumps(plistlib.load(open(name, 'rb')) if name.endswith('.plist') else of(tree.parse(name).getroot())))
`;
const hasPython = spawnSync('python3', ['--version']).status === 0;
const readXml = (name: string): unknown =>
  JSON.parse(execFileSync('python3', ['-c', READ_XML, unit(name)], { encoding: 'utf8' }));

(hasPython ? test : test.skip)('a parser of property lists reads what launchd needs', () => {
  expect(readXml('com.preflight.once.plist')).toMatchObject({
    Label: 'com.preflight.once',
    ProgramArguments: ['/usr/local/bin/preflight', 'watch', '--once', '--quiet'],
    StartInterval: 1800,
    RunAtLoad: true,
  });
});

type Node = readonly (readonly [name: string, value: Node | string])[];

/** What may stand in each of the elements that the task has; `ordered` where the schema has a sequence (learn.microsoft.com, Task Scheduler Schema). */
const SCHEMA: Readonly<Record<string, { readonly ordered?: true; readonly children: string }>> = {
  Task: { children: 'RegistrationInfo Triggers Settings Data Principals Actions' },
  RegistrationInfo: {
    children: 'URI SecurityDescriptor Source Date Author Version Description Documentation',
  },
  EventTrigger: {
    ordered: true,
    children:
      'Enabled StartBoundary EndBoundary Repetition ExecutionTimeLimit Subscription Delay ValueQueries',
  },
  LogonTrigger: {
    ordered: true,
    children: 'Enabled StartBoundary EndBoundary Repetition ExecutionTimeLimit UserId Delay',
  },
  Triggers: { children: 'BootTrigger RegistrationTrigger IdleTrigger TimeTrigger EventTrigger LogonTrigger' },
  Repetition: { children: 'Interval Duration StopAtDurationEnd' },
  Principals: { children: 'Principal' },
  Principal: { children: 'UserId LogonType GroupId DisplayName RunLevel ProcessTokenSidType' },
  Settings: {
    children:
      'AllowStartOnDemand RestartOnFailure MultipleInstancesPolicy DisallowStartIfOnBatteries StopIfGoingOnBatteries AllowHardTerminate StartWhenAvailable NetworkProfileName RunOnlyIfNetworkAvailable WakeToRun Enabled Hidden DeleteExpiredTaskAfter IdleSettings NetworkSettings ExecutionTimeLimit Priority RunOnlyIfIdle',
  },
  IdleSettings: { children: 'Duration WaitTimeout StopOnIdleEnd RestartOnIdle' },
  Actions: { children: 'Exec ComHandler SendEmail ShowMessage' },
  Exec: { ordered: true, children: 'Command Arguments WorkingDirectory' },
};

function misplaced(name: string, value: Node | string): readonly string[] {
  if (typeof value === 'string') return [];
  const { ordered, children } = SCHEMA[name] ?? { children: '' };
  const places = value.map(([child]) => children.split(' ').indexOf(child));
  const wrong = value.filter((_, at) => {
    const place = places[at] ?? -1;
    return place < 0 || (ordered === true && at > 0 && place <= (places[at - 1] ?? -1));
  });
  return [
    ...wrong.map(([child]) => `${name}: ${child}`),
    ...value.flatMap(([child, inner]) => misplaced(child, inner)),
  ];
}

(hasPython ? test : test.skip)('the task has the elements of its schema, in their order', () => {
  const task = readXml('preflight-once.xml') as Node;
  expect(misplaced('Task', task)).toEqual([]);
  const triggers = task.find(([name]) => name === 'Triggers')?.[1];
  expect(triggers).toHaveLength(2);
  expect(
    misplaced('Exec', [
      ['Arguments', ''],
      ['Command', ''],
    ]),
  ).toEqual(['Exec: Command']);
});

test('each unit starts the program with options that it has', () => {
  const known = new Set((watchCommand.options ?? []).map(({ name }) => name));
  const files = [
    'preflight-watch.service',
    'preflight-once.service',
    'preflight-once.xml',
    'com.preflight.once.plist',
  ];
  for (const file of files) {
    const text = readFileSync(unit(file), 'utf8');
    const given = [...text.matchAll(/(?<=[\s>"])--([a-z][a-z-]+)/g)].map(([, name = '']) => name);
    expect([file, given.length > 0]).toEqual([file, true]);
    expect([file, given.filter((name) => !known.has(name))]).toEqual([file, []]);
    expect(text).toMatch(/\bwatch\b/);
  }
});
