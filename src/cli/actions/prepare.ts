/** `preflight check --prepare FILE`: a check for somebody else, as a file and as a text to paste. Nothing is sent. */
import { preparable, makePrepared, preparedFile, preparedLink } from '../../request/prepared.ts';
import { RequestRefused } from '../../request/refusal.ts';
import { writeAtomically } from '../../core/write-atomically.ts';
import type { CommandAction } from '../command-definition.ts';
import { oneOf } from '../given-options.ts';
import { checkWritable, fileReason } from '../output-file.ts';
import { askedOf, readRunSetup } from '../run-setup.ts';
import { WriteError } from '../usage-error.ts';

/** The registration code stays here: the Region that it tells goes along. */
export const prepare: CommandAction = async ({ options, context }) => {
  const path = await checkWritable('--prepare', oneOf(options, 'prepare') ?? '');
  const { regions, registrationName } = await readRunSetup({ options, context });
  const asked = askedOf(options);
  delete asked.registrationCode;
  const alien =
    registrationName === null
      ? Object.keys(asked).find((key) => !Object.hasOwn(preparable.shape, key))
      : 'registrationCode';
  if (alien !== undefined) throw new RequestRefused({ code: 'prepared-key', said: alien });
  const prepared = makePrepared(
    { ...asked, region: asked.region?.length === 1 ? asked.region : regions.map(({ code }) => code) },
    {
      from: oneOf(options, 'prepare-from') ?? undefined,
      note: oneOf(options, 'prepare-note') ?? undefined,
    },
  );
  await writeAtomically(path, preparedFile(prepared), { mode: 0o666 }).catch((error: unknown) => {
    throw new WriteError(`--prepare could not be written (${fileReason(error)})`, { cause: error });
  });
  await context.stdout.write(`${preparedLink(prepared)}\n`);
  return 0;
};
