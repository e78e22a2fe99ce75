/** Longest text of a failure that is passed on. */
const LONGEST = 600;

/** A filter for texts that are shown: takes secrets out, whatever has brought them in, and cuts what is too long. */
export const createRedactor = (secrets: readonly (string | undefined)[]): ((text: string) => string) => {
  const known = secrets
    .flatMap((secret) =>
      secret === undefined ? [] : [secret, encodeURIComponent(secret), JSON.stringify(secret).slice(1, -1)],
    )
    .filter((secret) => secret.length > 0)
    .sort((a, b) => b.length - a.length);
  return (text) => {
    const shown = known.reduce((rest, secret) => rest.replaceAll(secret, '***'), text);
    return shown.length > LONGEST ? `${shown.slice(0, LONGEST)}…` : shown;
  };
};
