const time = '\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{9}';

/** A macro that takes text of one pattern only and is an error for everything else, as Snowflake's functions are. */
const checked = (name: string, pattern: string, days: string): string =>
  `CREATE MACRO ${name}(x, format) AS CASE
     WHEN x IS NULL THEN NULL
     WHEN regexp_full_match(x, '${pattern}') AND try_cast(${days} AS TIMESTAMP) IS NOT NULL THEN x
     ELSE error('Conversion Error: ''' || x || ''' is not recognized by ${name}') END`;

/** Functions of Snowflake's that the statements use. Formats are not read: the sink has one for each function. */
export const macros: readonly string[] = [
  checked('to_timestamp_ntz', time, 'left(x, 26)'),
  checked('to_timestamp_tz', `${time}[+-]\\d\\d:\\d\\d`, 'left(x, 26)'),
  checked('to_timestamp_ltz', `${time}[+-]\\d\\d:\\d\\d`, 'left(x, 26)'),
  'CREATE MACRO to_date(x, format) AS CAST(x AS DATE)',
  // Times are text here already; days get their ISO form in either case.
  'CREATE MACRO to_varchar(x, format := NULL) AS CAST(x AS VARCHAR)',
  // Every time with a zone is written in UTC by the sink.
  "CREATE MACRO convert_timezone(zone, x) AS replace(x, '+00:00', 'Z')",
  `CREATE MACRO sysdate() AS strftime(now() AT TIME ZONE 'UTC', '%Y-%m-%dT%H:%M:%S.%f') || '000'`,
];
