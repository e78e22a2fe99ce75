/** Longest a check may take, in milliseconds. */
const LIMIT_MS = 60_000;

const inTime = async (work) => {
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(`not done within ${LIMIT_MS / 1000} s`)), LIMIT_MS);
  });
  try {
    await Promise.race([work(), late]);
  } finally {
    clearTimeout(timer);
  }
};

/** The message of what a check has thrown; null for one that held. */
const failureOf = (work) =>
  inTime(work).then(
    () => null,
    (error) => String(error?.message ?? error),
  );

const line = (outcome, name, why = '') => {
  const shown = why.replaceAll(/\s+/g, ' ').slice(0, 500);
  console.log(`  ${outcome.padEnd(7)} ${name}${shown && `: ${shown}`}`);
};

/** Runs checks one after another, prints a line for each, and counts. */
export const createReport = () => {
  const counts = { held: 0, cannot: 0, failed: 0 };

  const judge = async (work, limit) => {
    if (limit && !limit.shows) return ['cannot', `not asked of fakesnow: ${limit.reason}`];
    const failure = await failureOf(work);
    if (!limit) return failure === null ? ['held'] : ['failed', failure];
    if (failure === null) return ['failed', 'fakesnow can do this now: take it off the limits'];
    return limit.shows.test(failure) ? ['cannot', `fakesnow cannot: ${limit.reason}`] : ['failed', failure];
  };

  return {
    counts,
    /**
     * @param {string} title @param {readonly { name: string, run: () => Promise<void> }[]} checks
     * @param {Readonly<Record<string, { reason: string, shows?: RegExp }>>} limits - by the check's name
     */
    async section(title, checks, limits) {
      console.log(`\n${title}`);
      const unknown = Object.keys(limits).filter((name) => !checks.some((check) => check.name === name));
      for (const name of unknown) {
        counts.failed++;
        line('FAILED', name, 'stands among the limits and is no check');
      }
      for (const { name, run } of checks) {
        const [outcome, why] = await judge(run, limits[name]);
        counts[outcome]++;
        line(outcome === 'failed' ? 'FAILED' : outcome, name, why);
      }
    },
  };
};
