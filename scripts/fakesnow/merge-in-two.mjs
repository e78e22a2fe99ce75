const form =
  /^(MERGE INTO .+?) USING \((SELECT .+? FROM TABLE\(FLATTEN\(INPUT => PARSE_JSON\(\?\)\)\) AS f)\) AS s (ON .+)$/s;

/**
 * A MERGE of the sink as two requests, since fakesnow cannot read FLATTEN inside a MERGE: the rows go into a temporary table, and the
 * MERGE, otherwise as it was, reads them there. null for every other request.
 * @param {{ sqlText?: string, bindings?: Record<string, unknown> }} body
 */
export const mergeInTwo = (body) => {
  const [, into, rows, rest] = form.exec(body.sqlText ?? '') ?? [];
  if (into === undefined) return null;
  const { 1: json, ...others } = body.bindings;
  const moved = Object.fromEntries(Object.entries(others).map(([at, bind]) => [String(Number(at) - 1), bind]));
  return {
    source: {
      ...body,
      sqlText: `CREATE OR REPLACE TEMPORARY TABLE "cvd_merge_rows" AS ${rows}`,
      bindings: { 1: json },
    },
    merge: { ...body, sqlText: `${into} USING (SELECT * FROM "cvd_merge_rows") AS s ${rest}`, bindings: moved },
  };
};
