/** Longest text of a failure that is passed on. */
const LONGEST = 600;

/** Shortest line of a secret of several that counts as one by itself. */
const SHORTEST_LINE = 16;

/** The ways a secret may come back in a text: as it is, line by line, inside a URL, inside JSON. */
const shapesOf = (secret: string): string[] => [
  secret,
  encodeURIComponent(secret),
  JSON.stringify(secret).slice(1, -1),
  ...secret.split(/\s+/).filter((line) => secret.includes('\n') && line.length >= SHORTEST_LINE),
];

/** A filter for texts that are shown: takes secrets out, whatever has brought them in, and cuts what is too long. */
export const createRedactor = (secrets: readonly (string | undefined)[]): ((text: string) => string) => {
  const known = secrets
    .flatMap((secret) => (secret === undefined || secret === '' ? [] : shapesOf(secret)))
    .sort((a, b) => b.length - a.length);
  return (text) => {
    const shown = known.reduce((rest, secret) => rest.replaceAll(secret, '***'), text).replaceAll(/\s+/g, ' ');
    return shown.length > LONGEST ? `${shown.slice(0, LONGEST)}…` : shown;
  };
};
