/** Explaining an error. It is loaded with that screen alone: the first screen does not pay for it. */
export const explainWords = {
  title: 'What did you see?',
  lead: 'Type the words of the message, or drop a log of the WorkSpaces client. It is read on this computer and sent nowhere.',
  field: 'The message',
  placeholder: 'Unable to connect. We couldn’t connect to your WorkSpace…',
  go: 'Look for it',
  keys: 'Ctrl+Enter looks too.',
  drop: 'Drop a log here, or ',
  choose: 'choose a file',
  own: 'Read the newest log of the client here',
  noLog: 'No log of the WorkSpaces client was found on this computer.',
  seen: (message: string) => `“${message}”`,
  asks: (what: string, region: string) => `asks ${what} in ${region}`,
  half: 'Which program says this?',
};
export type ExplainWords = typeof explainWords;
