import type { Session } from '../session/session.js';
import { isMissingObject } from '../session/statement-error.js';

/** A column as the warehouse describes it. */
export interface TableColumn {
  readonly name: string;
  /** In Snowflake's spelling: 'NUMBER(38,0)', 'VARCHAR(16777216)', … */
  readonly type: string;
  readonly nullable: boolean;
}

/**
 * The columns of a table in order; null where there is none that this role may see. DESCRIBE needs no warehouse.
 * @param target - quoted
 */
export const describeTable = async (
  session: Session,
  target: string,
  signal: AbortSignal | undefined,
): Promise<readonly TableColumn[] | null> => {
  try {
    const { names, rows } = await session.execute(`DESCRIBE TABLE ${target}`, [], signal);
    const at = (name: string): number => names.indexOf(name);
    const [name, type, nullable] = [at('name'), at('type'), at('null?')];
    return rows.map((row) => ({
      name: String(row[name]),
      type: String(row[type]),
      nullable: String(row[nullable]).toUpperCase() !== 'N',
    }));
  } catch (error) {
    if (isMissingObject(error)) return null;
    throw error;
  }
};
