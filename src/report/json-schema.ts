/** JSON Schemas of the documents, made from the same zod schemas that read and write them. */
import { z } from 'zod';
import { CODES } from '../causes/index.ts';
import { judgedFinding } from '../judge/finding.ts';

export interface PublishedSchema {
  /** File name in `schemas/`. */
  readonly file: string;
  readonly title: string;
  readonly schema: z.ZodType;
}

const DIALECT =
  'Only keywords that mean the same in draft-07 and in 2020-12, so that no validator needs to be told which.';

/** Additional properties are allowed wherever the zod schema does not forbid them: fields may be added. */
export function jsonSchemaOf({ file, title, schema }: PublishedSchema): Record<string, unknown> {
  const made = z.toJSONSchema(schema, {
    io: 'input',
    target: 'draft-7',
    unrepresentable: 'any',
    // The known codes stand in the published schema alone: the page reads findings too, and no cause belongs into it.
    override: ({ zodSchema, jsonSchema }) => {
      if (zodSchema === judgedFinding.shape.code) jsonSchema.examples = [...CODES];
    },
  });
  return { $id: file, title, $comment: DIALECT, ...made, $schema: undefined };
}
