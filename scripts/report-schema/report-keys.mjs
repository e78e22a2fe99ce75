import { branchesOf, propertiesOf } from './resolved.mjs';

/** Names of figures that have the interval beside them. */
const FIGURES = ['value', 'auc', 'share', 'risk', 'score'];

const isNumber = ({ type }) => [type].flat().some((each) => each === 'number' || each === 'integer');
const noGateFor = ['seed', 'interval', 'intervals', 'marginals'];

/** Every number of the report by its dotted key; `[*]` stands for the entries of a list. */
export const reportKeys = ({ $defs = {}, ...top }) => {
  const keys = {};
  const walk = (branches, path) => {
    const properties = propertiesOf(branches);
    const named = (name) => properties.find((each) => each.name === name);
    const intervalOf = (name) => {
      const several = named('intervals')?.schemas.flatMap((schema) => propertiesOf(branchesOf(schema, $defs))) ?? [];
      if (several.some((each) => each.name === name)) return `intervals.${name}`;
      return FIGURES.includes(name) && named('interval') ? 'interval' : null;
    };
    for (const { name, schemas } of properties) {
      if (noGateFor.includes(name)) continue;
      const key = path === '' ? name : `${path}.${name}`;
      const inner = schemas.flatMap((schema) => branchesOf(schema, $defs));
      if (inner.some(isNumber)) keys[key] = intervalOf(name);
      walk(inner, key);
      const items = inner.filter(({ items }) => items && !Array.isArray(items)).map(({ items }) => items);
      walk(
        items.flatMap((item) => branchesOf(item, $defs)),
        `${key}[*]`,
      );
    }
  };
  walk([top], '');
  return keys;
};
