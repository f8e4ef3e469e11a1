import { Fragment } from 'react';

/** Text whose sentences break between each other rather than inside: each is an inline block of its own. */
export function Sentences({ parts }: { parts: readonly string[] }) {
  return parts.map((part, index) => (
    <Fragment key={part}>
      {index === 0 || parts[index - 1]?.endsWith('。') ? '' : ' '}
      <span className="sentence">{part}</span>
    </Fragment>
  ));
}
