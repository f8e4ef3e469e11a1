/** A throw-away copy of the tree, and a compiler that stays: it reads each file once, and looks first where the change is. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import ts from 'typescript';

/** The last commit as a work tree of its own, with the packages of this one. */
export function copyOfTree(root: string): { readonly copy: string; readonly remove: () => void } {
  const copy = join(mkdtempSync(join(tmpdir(), 'preflight-copy-')), 'tree');
  execFileSync('git', ['worktree', 'add', '--quiet', '--detach', copy, 'HEAD'], { cwd: root });
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'));
  return {
    copy,
    remove: () => {
      execFileSync('git', ['worktree', 'remove', '--force', copy], { cwd: root });
      rmSync(join(copy, '..'), { recursive: true, force: true });
    },
  };
}

export interface Compiler {
  /** The first error in the changed file itself; null where it holds none. Cheap. */
  errorIn(file: string, text: string): string | null;
  /** The first error anywhere in the project with these changed and new files. Costs what `tsc` costs. */
  errorAnywhere(changes: Changes): string | null;
}

/** Paths from the root of the tree, with their whole text. */
export type Changes = ReadonlyMap<string, string>;

export function compilerOf(root: string): Compiler {
  const config = ts.readConfigFile(join(root, 'tsconfig.json'), (path) => ts.sys.readFile(path));
  const { options, fileNames } = ts.parseJsonConfigFileContent(config.config, ts.sys, root);
  const host = ts.createCompilerHost(options);
  const read = host.getSourceFile.bind(host);
  const kept = new Map<string, ts.SourceFile | undefined>();
  let changed: Changes = new Map();
  host.getSourceFile = (path, target) => {
    const text = changed.get(path);
    if (text !== undefined) return ts.createSourceFile(path, text, target, true);
    if (!kept.has(path)) kept.set(path, read(path, target));
    return kept.get(path);
  };
  const exists = host.fileExists.bind(host);
  host.fileExists = (path) => changed.has(path) || exists(path);
  let program: ts.Program | undefined;
  const programWith = (changes: Changes) => {
    changed = new Map([...changes].map(([file, text]) => [join(root, file), text]));
    const names = [...new Set([...fileNames, ...changed.keys()])].filter((name) =>
      /\.tsx?$|\.mjs$/.test(name),
    );
    program = ts.createProgram(names, options, host, program);
    return program;
  };
  return {
    errorIn(file, text) {
      const here = programWith(new Map([[file, text]]));
      const source = here.getSourceFile(join(root, file));
      if (source === undefined) throw new Error(`${file} is not in the project`);
      return firstOf([...here.getSyntacticDiagnostics(source), ...here.getSemanticDiagnostics(source)], root);
    },
    errorAnywhere(changes) {
      const here = programWith(changes);
      const own = here.getSourceFiles().filter(({ fileName }) => !fileName.includes('/node_modules/'));
      for (const source of own) {
        const first = firstOf(here.getSemanticDiagnostics(source), root);
        if (first !== null) return first;
      }
      return null;
    },
  };
}

/** `src/causes/web/clock-skew.ts(36,3): error TS2322`, as tsc prints it. */
function firstOf(diagnostics: readonly ts.Diagnostic[], root: string): string | null {
  const [first] = diagnostics;
  if (first?.file === undefined) return null;
  const { line, character } = ts.getLineAndCharacterOfPosition(first.file, first.start ?? 0);
  const path = first.file.fileName.slice(root.length + 1);
  return `${path}(${line + 1},${character + 1}): error TS${first.code}`;
}
