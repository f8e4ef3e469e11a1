/** `--public-roots FILE`: PEM certificates to judge chains against. Pure; the file is read elsewhere. */
import { X509Certificate } from 'node:crypto';
import { UsageError, quoted } from './usage-error.ts';

const PEM_BLOCK = /-----BEGIN CERTIFICATE-----[\s\S]*?-----END CERTIFICATE-----/g;

/** The certificates of the file, one PEM text each; at least one, every one readable. */
export function parsePublicRoots(text: string, path: string): readonly string[] {
  const blocks = text.match(PEM_BLOCK) ?? [];
  if (blocks.length === 0) {
    throw new UsageError(
      `--public-roots: ${quoted(path)} holds no PEM certificate (-----BEGIN CERTIFICATE-----)`,
    );
  }
  const broken = blocks.findIndex((block) => !isCertificate(block));
  if (broken >= 0) {
    throw new UsageError(
      `--public-roots: certificate ${broken + 1} of ${blocks.length} in ${quoted(path)} cannot be read`,
    );
  }
  return blocks;
}

function isCertificate(pem: string): boolean {
  try {
    new X509Certificate(pem);
    return true;
  } catch {
    return false;
  }
}
