/** A compiler that stays: it reads each file once, and looks first where the change is. */
import { join } from 'node:path';
import ts from 'typescript';

export interface Compiler {
  /** The first error in the changed file itself; null where it holds none. Cheap. */
  errorIn(file: string, text: string): string | null;
  /** The first error anywhere in the project with this change. Costs what `tsc` costs. */
  errorAnywhere(file: string, text: string): string | null;
}

export function compilerOf(root: string): Compiler {
  const config = ts.readConfigFile(join(root, 'tsconfig.json'), (path) => ts.sys.readFile(path));
  const { options, fileNames } = ts.parseJsonConfigFileContent(config.config, ts.sys, root);
  const host = ts.createCompilerHost(options);
  const read = host.getSourceFile.bind(host);
  const kept = new Map<string, ts.SourceFile | undefined>();
  let changed = { path: '', text: '' };
  host.getSourceFile = (path, target) => {
    if (path === changed.path) return ts.createSourceFile(path, changed.text, target, true);
    if (!kept.has(path)) kept.set(path, read(path, target));
    return kept.get(path);
  };
  let program: ts.Program | undefined;
  const programWith = (file: string, text: string) => {
    changed = { path: join(root, file), text };
    program = ts.createProgram(fileNames, options, host, program);
    return program;
  };
  return {
    errorIn(file, text) {
      const here = programWith(file, text);
      const source = here.getSourceFile(join(root, file));
      if (source === undefined) throw new Error(`${file} is not in the project`);
      return firstOf([...here.getSyntacticDiagnostics(source), ...here.getSemanticDiagnostics(source)], root);
    },
    errorAnywhere(file, text) {
      const here = programWith(file, text);
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
