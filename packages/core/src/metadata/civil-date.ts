/** A date of the proleptic Gregorian calendar; `month` 1 … 12, `day` 1 … 31. */
export interface CivilDate {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

const daysBefore = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334, 365];

const isLeapYear = (year: number): boolean => year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);

/** Days in the month (1 … 12). */
export const daysInMonth = (year: number, month: number): number =>
  month === 2 && isLeapYear(year) ? 29 : daysBefore[month]! - daysBefore[month - 1]!;

/** 1 … 366. */
export const dayOfYear = ({ year, month, day }: CivilDate): number =>
  daysBefore[month - 1]! + day + (month > 2 && isLeapYear(year) ? 1 : 0);

/** The date of the day of the year (1 … 366), or null where the year has no such day. */
export const fromDayOfYear = (year: number, ordinal: number): CivilDate | null => {
  let day = ordinal;
  for (let month = 1; month <= 12; month++) {
    const length = daysInMonth(year, month);
    if (day <= length) return { year, month, day };
    day -= length;
  }
  return null;
};

/** Days since 1970-01-01; counts March as the first month, so that the leap day ends the year. */
export const toEpochDay = ({ year, month, day }: CivilDate): number => {
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfMarchYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfMarchYear;
  return era * 146_097 + dayOfEra - 719_468;
};

/** Inverse of {@link toEpochDay}. */
export const fromEpochDay = (epochDay: number): CivilDate => {
  const shifted = epochDay + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  );
  const dayOfMarchYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const marchMonth = Math.floor((5 * dayOfMarchYear + 2) / 153);
  const month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9;
  return {
    year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
    month,
    day: dayOfMarchYear - Math.floor((153 * marchMonth + 2) / 5) + 1,
  };
};

/** 0 = Monday … 6 = Sunday. */
export const weekday = (epochDay: number): number => (((epochDay + 3) % 7) + 7) % 7;
