/**
 * Carries out lists of work: one after the other within a list, at most `atOnce` lists at a time. After a failure nothing
 * more is begun, and what is under way is waited for.
 * @throws the first error
 */
export const sendInLanes = async <T>(
  lanes: readonly (readonly T[])[],
  atOnce: number,
  send: (item: T) => Promise<void>,
): Promise<void> => {
  const waiting = [...lanes];
  const failures: unknown[] = [];
  const work = async (): Promise<void> => {
    for (let lane = waiting.shift(); lane !== undefined; lane = waiting.shift()) {
      for (const item of lane) {
        if (failures.length > 0) return;
        try {
          await send(item);
        } catch (error) {
          failures.push(error);
          return;
        }
      }
    }
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, lanes.length) }, work));
  if (failures.length > 0) throw failures[0];
};
